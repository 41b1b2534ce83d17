using System.Text.Json;
using Baton.Cli.Output;

namespace Baton.Cli.Scripts;

/// <summary>A JSON object of a script. Errors name the file, the line and the field.</summary>
internal sealed class ScriptFields
{
    private readonly string name;
    private readonly JsonElement json;

    public ScriptFields(string place, string name, JsonElement json)
    {
        (Place, this.name, this.json) = (place, name, json);
        if (json.ValueKind != JsonValueKind.Object)
            throw new BadInputException($"{place}: {name} must be a JSON object.");
    }

    public string Place { get; }

    public IEnumerable<JsonProperty> All => json.EnumerateObject();

    public bool Has(string key) => json.TryGetProperty(key, out _);

    public JsonElement? Get(string key) => json.TryGetProperty(key, out var value) ? value : null;

    /// <summary>The value of the object's only key, or null if it does not have that key.</summary>
    public JsonElement? Only(string key)
    {
        if (!Has(key))
            return null;
        Require(key);
        return Get(key);
    }

    /// <summary>Throws if the object has other keys.</summary>
    public void Require(params ReadOnlySpan<string> known)
    {
        foreach (var field in All)
        {
            if (!known.Contains(field.Name))
                throw new BadInputException($"{Place}: unknown field '{field.Name}' in {name}. Use {string.Join(", ", known.ToArray())}.");
        }
    }

    public string Text(string key) =>
        Get(key) is { } value ? Text(value, key) : throw new BadInputException($"{Place}: '{key}' is missing in {name}.");

    public string Text(JsonElement value, string key) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new BadInputException($"{Place}: '{key}' must be {{\"{key}\": \"...\"}} with a text.");

    public string? OptionalText(string key) => Has(key) ? Text(key) : null;

    public bool Flag(string key) =>
        Get(key) is { } value
        && (
            value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? value.GetBoolean()
                : throw new BadInputException($"{Place}: '{key}' must be true or false.")
        );
}

using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Baton.Providers.Offline;

/// <summary>A tool's result: JSON or plain text.</summary>
internal sealed class ToolResult
{
    private readonly JsonElement root;
    private readonly bool failed;

    private ToolResult(JsonElement root, bool failed)
    {
        this.root = root;
        this.failed = failed;
    }

    /// <summary>Whether the tool failed or found nothing.</summary>
    public bool FoundNothing => failed || IsNothing(root);

    /// <summary>Parses a result; null stands for a call without one.</summary>
    public static ToolResult Of(FunctionResultContent? content)
    {
        var root = content?.Result switch
        {
            null => default,
            JsonElement json => Unwrap(json),
            string text => Parse(text),
            TextContent text => Parse(text.Text),
            IEnumerable<AIContent> contents => Parse(string.Concat(contents.OfType<TextContent>().Select(text => text.Text))),
            var other => Unwrap(JsonSerializer.SerializeToElement(other, AIJsonUtilities.DefaultOptions.GetTypeInfo(other.GetType()))),
        };
        return new(root, content?.Exception is not null || IsError(root));
    }

    /// <summary>The value at a path, formatted for a customer; null if there is none.</summary>
    public string? Find(IEnumerable<string> path)
    {
        var value = root;
        foreach (var name in path)
        {
            if (Step(value, name.Trim()) is not { } next)
                return null;
            value = next;
        }

        return Say(value.ValueKind == JsonValueKind.Object && value.TryGetProperty("rows", out _) ? default : value);
    }

    private static JsonElement? Step(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
                return at < value.GetArrayLength() ? value[at] : null;
            return value.GetArrayLength() > 0 ? Step(value[0], name) : null;
        }

        if (value.ValueKind != JsonValueKind.Object)
            return null;
        if (value.TryGetProperty(name, out var exact))
            return exact;
        foreach (var property in value.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return value.TryGetProperty("rows", out var rows) && rows.ValueKind == JsonValueKind.Array ? Step(rows, name) : null;
    }

    private static string? Say(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Words(value),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.Array when value.GetArrayLength() > 0 && value.EnumerateArray().All(item => Say(item) is not null) => string.Join(
                ", ",
                value.EnumerateArray().Select(Say)
            ),
            _ => null,
        };

    private static string Words(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON but not text, so it counts as no value.
            return "";
        }
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            return Unwrap(JsonElement.Parse(text));
        }
        catch (JsonException)
        {
            // A tool may answer in plain text.
            return JsonSerializer.SerializeToElement(text, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(string)));
        }
    }

    // Some tools send JSON as text inside JSON, and MCP servers as {"content":[{"type":"text","text":"…"}]}.
    private static JsonElement Unwrap(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && Words(value).AsSpan().TrimStart() is ['{' or '[', ..])
            return Parse(Words(value));
        var isMcp =
            value.ValueKind == JsonValueKind.Object
            && value.TryGetProperty("content", out var content)
            && content.ValueKind == JsonValueKind.Array
            && content.GetArrayLength() == 1
            && !IsError(value);
        return isMcp && Step(value.GetProperty("content"), "text") is { ValueKind: JsonValueKind.String } inner
            ? Parse(Words(inner))
            : value;
    }

    private static bool IsError(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Words(value).TrimStart().StartsWith("error", StringComparison.OrdinalIgnoreCase),
            JsonValueKind.Object => (
                value.TryGetProperty("error", out var error) && !IsNothing(error) && error.ValueKind != JsonValueKind.False
            ) || (value.TryGetProperty("isError", out var is_) && is_.ValueKind == JsonValueKind.True),
            _ => false,
        };

    private static bool IsNothing(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => true,
            JsonValueKind.String => string.IsNullOrWhiteSpace(Words(value)),
            JsonValueKind.Array => value.GetArrayLength() == 0,
            JsonValueKind.Object => !value.EnumerateObject().Any()
                || (value.TryGetProperty("rows", out var rows) && IsNothing(rows))
                || (value.TryGetProperty("count", out var count) && count.ValueKind == JsonValueKind.Number && count.GetDouble() == 0),
            _ => false,
        };
}

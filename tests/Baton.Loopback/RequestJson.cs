using System.Text.Json;

namespace Baton.Loopback;

/// <summary>Reading requests as providers do: what is missing or of another type is refused, never guessed.</summary>
internal static class RequestJson
{
    public static JsonElement Body(string body)
    {
        try
        {
            var root = JsonElement.Parse(body);
            RefusedException.Unless(root.ValueKind == JsonValueKind.Object, "The body must be a JSON object.");
            return root;
        }
        catch (JsonException broken)
        {
            throw new RefusedException($"The body is no JSON: {broken.Message}");
        }
    }

    /// <summary>A property that is there and not null.</summary>
    public static JsonElement? Get(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? GetText(this JsonElement json, string name) =>
        json.Get(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            _ => throw new RefusedException($"{name}: Input should be a valid string"),
        };

    public static string Require(this JsonElement json, string name, string where) =>
        json.GetText(name) ?? throw new RefusedException($"{where}.{name}: Field required");

    public static IReadOnlyList<JsonElement> GetList(this JsonElement json, string name) =>
        json.Get(name) switch
        {
            null => [],
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
            _ => throw new RefusedException($"{name}: Input should be a valid list"),
        };

    public static bool GetFlag(this JsonElement json, string name) => json.Get(name) is { ValueKind: JsonValueKind.True };

    /// <summary>A text in pieces, as streams send it. Pieces never split a surrogate pair.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        for (var start = 0; start < text.Length; )
        {
            var length = Math.Min(7, text.Length - start);
            if (char.IsHighSurrogate(text[start + length - 1]) && start + length < text.Length)
                length++;
            yield return text.Substring(start, length);
            start += length;
        }
    }
}

using System.Text.Json;

namespace Baton.Providers.Failures;

/// <summary>A provider's error in JSON: an object <c>error</c> with a type, a code and a message.</summary>
internal readonly record struct ErrorBody(string? Type, string? Code, string? Message)
{
    public static ErrorBody Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return default;
        try
        {
            using var document = JsonDocument.Parse(json);
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            // A proxy's page, or a truncated answer: only the status is known.
            return default;
        }
    }

    public static ErrorBody Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("error", out var error))
            return default;
        return error.ValueKind == JsonValueKind.Object
            ? new ErrorBody(Text(error, "type"), Text(error, "code"), Text(error, "message"))
            : new ErrorBody(null, null, error.ValueKind == JsonValueKind.String ? error.GetString() : null);
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

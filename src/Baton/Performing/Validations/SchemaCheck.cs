using System.Text.Json;
using Baton.Teams.SharedStates.Schemas;

namespace Baton.Performing.Validations;

/// <summary>Checks an answer against a JSON Schema.</summary>
internal static class SchemaCheck
{
    /// <summary>What does not fit, in a sentence for the model, or null.</summary>
    public static string? Misfit(string text, StateSchema schema)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return schema.Misfit(document.RootElement) is { } part ? $"It does not fit its JSON Schema: {part}." : null;
        }
        catch (JsonException exception)
        {
            return $"It must be JSON and nothing else: {exception.Message}";
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Teams.Rules;

/// <summary>A rule's condition on a tool result: all its settings must hold.</summary>
public sealed record ToolCondition
{
    /// <summary>The tools, by the names that models call. Default: any.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>How the call must have ended. Default: in any way.</summary>
    public IReadOnlyList<ToolOutcome> Outcomes { get; init; } = [];

    /// <summary>
    /// A field of a JSON result: names with dots between them, such as <c>charge.status</c>. In a list any item counts. The field must
    /// exist, and <see cref="Is"/> and <see cref="Over"/> must hold for one value. Default: no field.
    /// </summary>
    public string? Field { get; init; }

    /// <summary>Values of which the field must have one, as text in any case. Default: any value.</summary>
    public IReadOnlyList<string> Is { get; init; } = [];

    /// <summary>The field must be a number greater than this. Default: any value.</summary>
    public decimal? Over { get; init; }

    internal bool Holds(ToolCallEnded ended) =>
        (Names.Count == 0 || Names.Contains(ended.Tool, StringComparer.Ordinal))
        && (Outcomes.Count == 0 || Outcomes.Contains(ended.Outcome))
        && (Field is null || HoldsOf(ended.Result, Field));

    private bool HoldsOf(string result, string field)
    {
        try
        {
            using var json = JsonDocument.Parse(result);
            return Holds(json.RootElement, field.Split('.'));
        }
        catch (JsonException)
        {
            // A result that is no JSON has no fields.
            return false;
        }
    }

    private bool Holds(JsonElement element, ReadOnlySpan<string> path)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                if (Holds(item, path))
                    return true;
            }

            return false;
        }

        if (path.Length > 0)
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(path[0], out var inner) && Holds(inner, path[1..]);
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
        return (Is.Count == 0 || Is.Contains(text, StringComparer.OrdinalIgnoreCase))
            && (
                Over is not { } over
                || (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > over)
            );
    }
}

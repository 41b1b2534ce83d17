using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Cli.Output;

namespace Baton.Cli.Evals.Routing;

/// <summary>A labelled text of the evaluation data: one JSON object per line.</summary>
internal sealed record RoutingText
{
    [JsonRequired]
    public string Text { get; init; } = "";

    /// <summary>The right routes; empty if the text is out of scope.</summary>
    [JsonRequired]
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>The finer label, if the data has one.</summary>
    public string? Intent { get; init; }

    /// <summary>Reads files. An error names the line.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="byIntent">Whether the intent replaces the routes of a text that has some.</param>
    public static List<RoutingText> ReadFiles(IEnumerable<UserPath> paths, bool byIntent) =>
        [.. paths.SelectMany(path => JsonFile.Read(path, "text", line => Read(line, byIntent)))];

    private static RoutingText Read(string line, bool byIntent)
    {
        var text = JsonSerializer.Deserialize(line, EvalInput.Default.RoutingText) ?? throw new FormatException("it is null.");
        if (text.Text is null || text.Routes is null || text.Routes.Contains(null!))
            throw new FormatException("'text' must be a text and 'routes' a list of texts.");
        if (!byIntent || text.Routes.Count == 0)
            return text;
        return text with { Routes = [text.Intent ?? throw new FormatException("it has no 'intent', which --by intent needs.")] };
    }
}

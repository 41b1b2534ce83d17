using System.Text.Json;
using System.Xml;
using Baton.Cli.Output;

namespace Baton.Cli.Scripts;

/// <summary>
/// Reads scripts: files with one JSON object per line, each a customer's message, a person's action, an advance of the clock or an
/// expectation.
/// </summary>
internal static class Script
{
    private const string Forms = "{\"customer\": \"...\"}, {\"operator\": {...}}, {\"advance\": \"PT15M\"} or {\"expect\": {...}}";

    /// <summary>Reads all lines before the first one is run.</summary>
    /// <exception cref="BadInputException">The file or one of its lines is not valid.</exception>
    public static IReadOnlyList<ScriptLine> Read(UserPath path)
    {
        var lines = new List<ScriptLine>();
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                lines.Add(Line($"{path}:{number}", line));
        }

        return lines.Exists(line => line is not ScriptLine.Expect)
            ? lines
            : throw new BadInputException($"{path}: the script has no messages.");
    }

    private static string[] Lines(UserPath path)
    {
        try
        {
            return File.ReadAllLines(path.Full);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException(
                fault is FileNotFoundException or DirectoryNotFoundException
                    ? $"{path}: there is no such script."
                    : $"{path}: the script cannot be read ({fault.GetType().Name})."
            );
        }
    }

    private static ScriptLine Line(string place, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var fields = new ScriptFields(place, "the line", json.RootElement.Clone());
            return fields.Has("customer") ? Customer(fields)
                : fields.Has("operator") ? Operator(fields)
                : fields.Only("advance") is { } advance ? new ScriptLine.Advance(place, Duration(place, advance))
                : fields.Only("expect") is { } expected ? new ScriptLine.Expect(place, Expectation.Checked(place, expected))
                : throw new BadInputException($"{place}: the line must be one of {Forms}.");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string with half a surrogate pair.
            throw new BadInputException($"{place}: the line must be a JSON object: one of {Forms}.");
        }
    }

    private static ScriptLine.Customer Customer(ScriptFields fields)
    {
        fields.Require("customer", "attributes");
        var attributes = fields.Get("attributes") is { } given
            ? new ScriptFields(fields.Place, "attributes", given).All.ToDictionary(
                field => field.Name,
                field => fields.Text(field.Value, field.Name),
                StringComparer.Ordinal
            )
            : [];
        return new ScriptLine.Customer(fields.Place, fields.Text("customer"), attributes);
    }

    private static ScriptLine.Person Operator(ScriptFields fields)
    {
        fields.Require("operator", "refused");
        return OperatorLine.Read(fields.Place, fields.Get("operator")!.Value) with { Refused = fields.OptionalText("refused") };
    }

    private static TimeSpan Duration(string place, JsonElement advance)
    {
        try
        {
            if (advance.ValueKind == JsonValueKind.String && XmlConvert.ToTimeSpan(advance.GetString()!) is var by && by > TimeSpan.Zero)
                return by;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            // Reported below.
        }

        throw new BadInputException(
            $"{place}: 'advance' must be a positive ISO 8601 duration, such as PT15M or P1DT2H, not {advance.GetRawText()}."
        );
    }
}

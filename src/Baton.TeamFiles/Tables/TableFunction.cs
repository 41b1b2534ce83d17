using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Baton.TeamFiles.Tables;

/// <summary>Finds rows of a table. Its arguments are the columns to match; a row is found when it matches all that are given.</summary>
internal sealed class TableFunction : AIFunction
{
    // Models and people read it; nothing pastes it into HTML.
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How many rows an answer holds when nothing else is said.</summary>
    public const int DefaultLimit = 20;

    private readonly Table table;
    private readonly string[] match;
    private readonly IReadOnlyList<string> shown;
    private readonly int limit;

    /// <param name="name">The tool's name.</param>
    /// <param name="description">What can be looked up. Default: a sentence from the columns.</param>
    /// <param name="table">The rows.</param>
    /// <param name="match">The columns to find rows by, and what to tell the model of each.</param>
    /// <param name="shown">The columns of the answer; none means all.</param>
    /// <param name="limit">The most rows of an answer.</param>
    public TableFunction(
        string name,
        string? description,
        Table table,
        IReadOnlyList<KeyValuePair<string, string?>> match,
        IReadOnlyList<string> shown,
        int limit = DefaultLimit
    )
    {
        Name = name;
        this.table = table;
        this.match = [.. match.Select(column => column.Key)];
        this.shown = shown.Count > 0 ? shown : table.Columns;
        this.limit = limit;
        Description =
            $"{description?.Trim() ?? "Finds rows of a table."} Returns the matching rows with {string.Join(", ", this.shown)};"
            + " no rows when nothing matches. Give at least one argument.";
        JsonSchema = Schema(table, match);
    }

    public override string Name { get; }

    public override string Description { get; }

    public override JsonElement JsonSchema { get; }

    /// <summary>What <see cref="InvokeCoreAsync"/> answers: always JSON.</summary>
    public override JsonElement? ReturnJsonSchema { get; } =
        JsonElement.Parse("""{"type":"object","properties":{"rows":{"type":"array"}}}""");

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var leftOut = new List<string>();
        var wanted = Wanted(arguments, leftOut);
        var found = table.Rows.Where(row => wanted.All(want => row[want.Key] is { } cell && CellText.Same(want.Value, cell.Text))).ToList();
        return new(
            Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("rows");
                foreach (var row in found.Take(limit))
                    WriteRow(writer, row);
                writer.WriteEndArray();
                writer.WriteNumber("count", found.Count);
                if (found.Count > limit)
                    writer.WriteString("more", $"{found.Count - limit} more rows match but are not shown: give more arguments.");
                if (found.Count == 0)
                    writer.WriteString("searched", string.Join("; ", wanted.Select(want => $"{want.Key} = {want.Value}")));
                if (leftOut.Count > 0)
                    writer.WriteString("left_out", string.Join("; ", leftOut));
                writer.WriteEndObject();
            })
        );
    }

    // What is no column, and what says that the model does not know, is left out and told: it cannot destroy the rest of the search.
    private List<KeyValuePair<string, string>> Wanted(AIFunctionArguments arguments, List<string> leftOut)
    {
        var wanted = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in arguments)
        {
            if (Array.Find(match, column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase)) is not { } column)
            {
                leftOut.Add($"{name}, which is no column to search");
                continue;
            }

            if (Text(name, value) is not { } text || string.IsNullOrWhiteSpace(text))
                continue;
            if (CellText.SaysNothing(text) && !table.Rows.Any(row => row[column] is { } cell && CellText.Same(text, cell.Text)))
                leftOut.Add($"{column} = {text}");
            else
                wanted.Add(new(column, text));
        }

        return wanted.Count > 0 ? wanted : throw new ToolException($"Give at least one of {string.Join(", ", match)}.");
    }

    private static string? Text(string name, object? value) =>
        value switch
        {
            null => null,
            string text => text,
            JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
            JsonElement { ValueKind: JsonValueKind.String } text => text.GetString(),
            JsonElement { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } other => other.GetRawText(),
            bool truth => truth ? "true" : "false",
            double or float or decimal or int or long => Convert.ToString(value, CultureInfo.InvariantCulture),
            _ => throw new ToolException($"The argument '{name}' must be one text or number."),
        };

    private void WriteRow(Utf8JsonWriter writer, TableRow row)
    {
        writer.WriteStartObject();
        foreach (var column in shown)
        {
            if (row[column] is not { } cell)
                continue;
            writer.WritePropertyName(column);
            if (cell.Json is { } json)
                json.WriteTo(writer);
            else
                writer.WriteStringValue(cell.Text);
        }

        writer.WriteEndObject();
    }

    private static JsonElement Schema(Table table, IReadOnlyList<KeyValuePair<string, string?>> match) =>
        Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", "object");
            writer.WriteStartObject("properties");
            foreach (var (column, description) in match)
            {
                var numbers = table.Rows.Select(row => row[column]).OfType<TableCell>().All(cell => CellText.IsNumber(cell.Text));
                writer.WriteStartObject(column);
                writer.WriteString("type", "string");
                writer.WriteString(
                    "description",
                    description?.Trim() ?? $"Find rows with this {column}{(numbers ? ": a number, such as 12.50" : "")}."
                );
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteBoolean("additionalProperties", false);
            writer.WriteEndObject();
        });

    private static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Form))
            write(writer);
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}

using System.Text.Json;

namespace Baton.TeamFiles.Tables;

/// <summary>Reads an array of objects; the columns are the names that they have together.</summary>
internal static class JsonTable
{
    private const int MostProblems = 20;

    public static Table Read(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("\uFEFF"u8))
            content = content[3..];
        try
        {
            return Rows(content);
        }
        catch (JsonException fault)
        {
            throw new TableException($"line {(fault.LineNumber ?? 0) + 1}: this is not JSON", fault);
        }
    }

    private static Table Rows(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Disallow });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new TableException("line 1: a JSON table must be an array of objects");
        var (columns, rows, problems) = (new List<string>(), new List<TableRow>(), new List<string>());
        var (line, counted) = (1, 0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && problems.Count < MostProblems)
        {
            var start = (int)reader.TokenStartIndex;
            line += content[counted..start].Count((byte)'\n');
            counted = start;
            var item = JsonElement.ParseValue(ref reader);
            if (item.ValueKind == JsonValueKind.Object)
                rows.Add(Row(item, line, columns, problems));
            else
                problems.Add($"line {line}: a row must be an object, not {Name(item)}");
        }

        if (problems.Count > 0)
            throw new TableException(problems);
        reader.Read();
        return new Table(columns, rows);
    }

    private static TableRow Row(JsonElement item, int line, List<string> columns, List<string> problems)
    {
        var cells = new Dictionary<string, TableCell>(StringComparer.Ordinal);
        foreach (var property in item.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (!columns.Contains(property.Name))
                columns.Add(property.Name);
            if (columns.Count > TableFile.MostColumns)
                throw new TableException($"line {line}: this is column {columns.Count}, and a table may have {TableFile.MostColumns}");
            var text = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
            if (!cells.TryAdd(property.Name, new TableCell(text, property.Value)))
                problems.Add($"line {line}: '{property.Name}' appears twice in one row");
        }

        return new TableRow(cells);
    }

    private static string Name(JsonElement item) =>
        item.ValueKind switch
        {
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "text",
            JsonValueKind.Number => "a number",
            _ => item.GetRawText(),
        };
}

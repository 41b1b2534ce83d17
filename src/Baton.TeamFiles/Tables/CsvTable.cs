using CsvHelper;

namespace Baton.TeamFiles.Tables;

/// <summary>Reads comma-separated values with a header row, as RFC 4180 has them.</summary>
internal static class CsvTable
{
    private const int MostProblems = 20;

    public static Table Read(string text)
    {
        var problems = new List<string>();
        var columns = Array.Empty<string>();
        using var reader = CsvReader.FromText(
            text,
            new CsvReaderOptions
            {
                Separator = ',',
                TrimWhitespace = true,
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Skip,
                FieldCountMismatch = CsvFieldCountHandling.Skip,
                OnMalformedRecord = bad => problems.Add($"line {bad.LineNumber}: {Reason(bad.Reason, columns.Length)}"),
            }
        );
        reader.ReadHeader();
        columns = [.. reader.Headers];
        if (columns.Length == 0)
            throw new TableException("the file is empty: its first line names the columns");
        CheckColumns(columns, problems);
        var rows = new List<TableRow>();
        while (problems.Count < MostProblems && reader.Read())
            rows.Add(Row(columns, reader));
        return problems.Count > 0 ? throw new TableException(problems) : new Table(columns, rows);
    }

    private static TableRow Row(string[] columns, CsvReader reader)
    {
        var cells = new Dictionary<string, TableCell>(columns.Length, StringComparer.Ordinal);
        for (var index = 0; index < columns.Length; index++)
        {
            if (!reader.IsEmpty(index))
                cells.TryAdd(columns[index], new TableCell(reader.GetString(index)));
        }

        return new TableRow(cells);
    }

    private static void CheckColumns(string[] columns, List<string> problems)
    {
        if (columns.Length > TableFile.MostColumns)
            throw new TableException($"line 1: {columns.Length} columns, and a table may have {TableFile.MostColumns}");
        if (columns.Any(string.IsNullOrWhiteSpace))
            problems.Add("line 1: a column has no name");
        foreach (var same in columns.Where(column => column.Length > 0).GroupBy(column => column).Where(group => group.Count() > 1))
            problems.Add($"line 1: the column '{same.Key}' appears twice");
    }

    private static string Reason(CsvMalformedReason reason, int columns) =>
        reason switch
        {
            CsvMalformedReason.FieldCountMismatch => $"the number of values differs from the header's {columns} columns",
            CsvMalformedReason.UnterminatedQuote => "a quote is never closed",
            CsvMalformedReason.TextAfterClosingQuote => "text after a closing quote: double the quotes inside a value",
            _ => "a quote inside a value that is not quoted: put the value in quotes and double the quotes inside",
        };
}

namespace Baton.TeamFiles.Tables;

/// <summary>One row; a column that it has no value for is left out.</summary>
internal sealed class TableRow(IReadOnlyDictionary<string, TableCell> cells)
{
    public TableCell? this[string column] => cells.TryGetValue(column, out var cell) ? cell : null;
}

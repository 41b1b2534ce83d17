using System.Text.Json;

namespace Baton.Agents.Tables;

/// <summary>Rows under named columns, read from a file once.</summary>
internal sealed class Table(IReadOnlyList<string> columns, IReadOnlyList<TableRow> rows)
{
    public IReadOnlyList<string> Columns { get; } = columns;

    public IReadOnlyList<TableRow> Rows { get; } = rows;
}

/// <summary>One row; a column that it has no value for is left out.</summary>
internal sealed class TableRow(IReadOnlyDictionary<string, TableCell> cells)
{
    public TableCell? this[string column] => cells.TryGetValue(column, out var cell) ? cell : null;
}

/// <summary>One value.</summary>
/// <param name="Text">What it is compared by.</param>
/// <param name="Json">What is shown of it where that is not text.</param>
internal readonly record struct TableCell(string Text, JsonElement? Json = null);

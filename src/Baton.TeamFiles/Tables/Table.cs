namespace Baton.TeamFiles.Tables;

/// <summary>Rows under named columns, read from a file once.</summary>
internal sealed class Table(IReadOnlyList<string> columns, IReadOnlyList<TableRow> rows)
{
    public IReadOnlyList<string> Columns { get; } = columns;

    public IReadOnlyList<TableRow> Rows { get; } = rows;
}

namespace Baton.TeamFiles.Problems;

/// <summary>Where something stands in a file; both numbers begin at 1.</summary>
internal readonly record struct Position(int Line, int Column) : IComparable<Position>
{
    public int CompareTo(Position other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
}

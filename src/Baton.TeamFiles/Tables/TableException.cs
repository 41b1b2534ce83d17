namespace Baton.TeamFiles.Tables;

/// <summary>A file is no table.</summary>
/// <param name="problems">What is wrong, each beginning with its line where it has one.</param>
/// <param name="inner">What caused it.</param>
internal sealed class TableException(IReadOnlyList<string> problems, Exception? inner = null)
    : Exception(string.Join('\n', problems), inner)
{
    public TableException(string problem, Exception? inner = null)
        : this([problem], inner) { }

    public IReadOnlyList<string> Problems { get; } = problems;
}

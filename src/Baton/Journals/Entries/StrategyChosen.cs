namespace Baton.Journals.Entries;

/// <summary>The entry agent chose how this conversation's issues are worked on from now on.</summary>
public sealed record StrategyChosen : JournalEntry
{
    /// <summary>The strategy.</summary>
    public required IssueStrategy Strategy { get; init; }

    /// <summary>Who chose it.</summary>
    public required string By { get; init; }

    /// <summary>The transfer call that said it.</summary>
    public required CallId CallId { get; init; }
}

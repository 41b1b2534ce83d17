namespace Baton.Journals.Entries;

/// <summary>The entry agent chose the strategy for this conversation's issues.</summary>
internal sealed record StrategyChosen : JournalEntry
{
    /// <summary>The strategy.</summary>
    public required IssueStrategy Strategy { get; init; }

    /// <summary>Who chose it.</summary>
    public required string By { get; init; }

    /// <summary>The transfer call with the choice.</summary>
    public required CallId CallId { get; init; }

    /// <inheritdoc />
    public override string? Actor() => By;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"{By} chose the strategy: {EntryWords.Of(Strategy)}"];
}

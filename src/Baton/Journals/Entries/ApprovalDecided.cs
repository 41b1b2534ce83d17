namespace Baton.Journals.Entries;

/// <summary>A person approved or refused a tool call that waited.</summary>
internal sealed record ApprovalDecided : JournalEntry
{
    /// <summary>The id of the call.</summary>
    public required CallId CallId { get; init; }

    /// <summary>Whether it may run.</summary>
    public required bool Approved { get; init; }

    /// <summary>Who decided.</summary>
    public required string By { get; init; }

    /// <summary>What the agent is told besides the decision; null for nothing.</summary>
    public string? Note { get; init; }

    /// <inheritdoc />
    public override string? Actor() => By;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [About("a tool call")];

    /// <summary>What happened, in words that name the tool.</summary>
    public string About(string tool) => $"{By} {(Approved ? "approved" : "refused")} {tool}{(Note is null ? "" : $": {Note}")}";
}

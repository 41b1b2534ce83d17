namespace Baton.Journals.Entries;

/// <summary>A person approved or refused a tool call that waited.</summary>
public sealed record ApprovalDecided : JournalEntry
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
    public override IReadOnlyList<string> Describe() =>
        [$"{By} {(Approved ? "approved" : "refused")} a tool call{(Note is null ? "" : $": {Note}")}"];
}

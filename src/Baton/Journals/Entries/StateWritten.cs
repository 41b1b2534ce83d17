using Baton.Journals.SharedStates;

namespace Baton.Journals.Entries;

/// <summary>
/// Shared values were written. All writes of one reply, or of one outside act, are one entry, so that they apply together or not at all.
/// </summary>
internal sealed record StateWritten : JournalEntry
{
    /// <summary>Who wrote: an agent, <c>orchestrator</c> or <c>desk</c>.</summary>
    public required string Participant { get; init; }

    /// <summary>The writes, in order; at least one.</summary>
    public required IReadOnlyList<StateWrite> Writes { get; init; }

    /// <summary>The person who wrote at a desk; null otherwise.</summary>
    public string? By { get; init; }

    /// <summary>The id that the program or the person gave the writes; null for an agent's.</summary>
    public string? Id { get; init; }

    /// <inheritdoc />
    public override string? Actor() => By ?? Participant;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() =>
        Id is null
            ? []
            :
            [
                .. Writes.Select(write =>
                    $"{By ?? Participant} wrote {write.Key}: {EntryWords.Short(write.Value.ToString())} (revision {write.Revision})"
                ),
            ];
}

/// <summary>One write.</summary>
internal sealed record StateWrite
{
    /// <summary>The tool call that made it; null if no model did.</summary>
    public CallId? CallId { get; init; }

    /// <summary>Who shares the value.</summary>
    public required StateScope Scope { get; init; }

    /// <summary>The key's name.</summary>
    public required string Key { get; init; }

    /// <summary>The new revision: one more than before.</summary>
    public required long Revision { get; init; }

    /// <summary>The new value: what was written, merged with the value before.</summary>
    public required JsonText Value { get; init; }
}

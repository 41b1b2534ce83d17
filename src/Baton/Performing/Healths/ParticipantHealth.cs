using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Performing.Healths;

/// <summary>How one participant's model did of late: in this process, or as journals have it.</summary>
public sealed record ParticipantHealth
{
    /// <summary>The agent.</summary>
    public required string Participant { get; init; }

    /// <summary>Its model, as <c>provider/name</c> where known.</summary>
    public string? Model { get; init; }

    /// <summary>How many attempts there were, since the runtime began or in the journals that were read.</summary>
    public required long Attempts { get; init; }

    /// <summary>How many of them failed.</summary>
    public required long Failures { get; init; }

    /// <summary>The part of the last 100 attempts that succeeded, from 0 to 1.</summary>
    public required double Success { get; init; }

    /// <summary>How long half of the successful ones among the last 100 attempts took at most; null when none succeeded.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>Why the last failure was, and null when there was none.</summary>
    public FailureCause? LastFailure { get; init; }

    /// <summary>When the last failure was.</summary>
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>
    /// Whether the circuit is open: the model kept failing, so it is not called, or one attempt is let through to see whether it is back.
    /// </summary>
    public required bool IsCircuitOpen { get; init; }

    /// <summary>
    /// The health of all models that were called in some conversations, as their entries have it, ordered by participant and model. Whether
    /// a circuit is open is known to its process alone, so here it is false.
    /// </summary>
    /// <param name="conversations">The entries of each conversation, in order.</param>
    public static IReadOnlyList<ParticipantHealth> Of(IEnumerable<IReadOnlyList<JournalEntry>> conversations)
    {
        ArgumentNullException.ThrowIfNull(conversations);
        var statistics = new HealthStatistics();
        foreach (var entries in conversations)
            JournalHealth.Read(entries, statistics);
        return statistics.Read((_, _) => false);
    }
}

using Baton.Journals.Entries;

namespace Baton.Performing.Healths;

/// <summary>How one participant's model did of late, in this process.</summary>
public sealed record ParticipantHealth
{
    /// <summary>The agent.</summary>
    public required string Participant { get; init; }

    /// <summary>Its model, as <c>provider/name</c> where known.</summary>
    public string? Model { get; init; }

    /// <summary>How many attempts there were since the runtime began.</summary>
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

    /// <summary>Whether the model is left alone at the moment because it kept failing.</summary>
    public required CircuitState Circuit { get; init; }
}

/// <summary>The state of a model's circuit.</summary>
public enum CircuitState
{
    /// <summary>It is.</summary>
    Closed,

    /// <summary>It is left alone, or one attempt is let through to see whether it is back.</summary>
    Open,
}

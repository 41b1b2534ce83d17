namespace Baton.Journals.Handoffs;

/// <summary>What kind of handoff it is and how it came about.</summary>
internal sealed record Classification
{
    /// <summary>The category of the issue, if somebody gave one.</summary>
    public string? Category { get; init; }

    /// <summary>The confidence of whoever chose the receiver, from 0 to 1; null if none was given.</summary>
    public double? Confidence { get; init; }

    /// <summary>Why the conversation moved.</summary>
    public required HandoffTrigger Trigger { get; init; }

    /// <summary>Who or what decided it.</summary>
    public required DecidedBy DecidedBy { get; init; }

    /// <summary>Other agents that whoever chose the receiver considered. Null for none.</summary>
    public IReadOnlyList<Alternative>? Alternatives { get; init; }

    /// <summary>The router's choice for what a model gave to the receiver; null if the router was not asked.</summary>
    public RouterOpinion? SecondOpinion { get; init; }
}

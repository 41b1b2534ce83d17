namespace Baton.Journals.Handoffs;

/// <summary>What kind of handoff it is and how it came about.</summary>
public sealed record Classification
{
    /// <summary>What kind of issue it is about, when somebody said so.</summary>
    public string? Category { get; init; }

    /// <summary>How sure whoever chose the receiver was, from 0 to 1; null when nobody said.</summary>
    public double? Confidence { get; init; }

    /// <summary>Why control moved.</summary>
    public required HandoffTrigger Trigger { get; init; }

    /// <summary>Who or what decided it.</summary>
    public required DecidedBy DecidedBy { get; init; }

    /// <summary>Whom else the participant who chose thought of. Null for nobody.</summary>
    public IReadOnlyList<Alternative>? Alternatives { get; init; }

    /// <summary>To whom the router would have given what a model gave to the receiver; null when it was not asked.</summary>
    public RouterOpinion? SecondOpinion { get; init; }
}

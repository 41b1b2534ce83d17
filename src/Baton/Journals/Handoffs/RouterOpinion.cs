namespace Baton.Journals.Handoffs;

/// <summary>The router's choice for a message or a part of it.</summary>
internal sealed record RouterOpinion
{
    /// <summary>The agent.</summary>
    public required string To { get; init; }

    /// <summary>The probability that this is right, from 0 to 1.</summary>
    public required double Confidence { get; init; }
}

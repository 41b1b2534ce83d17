namespace Baton.Journals.Handoffs;

/// <summary>An agent that might have taken an issue instead.</summary>
internal sealed record Alternative
{
    /// <summary>The agent.</summary>
    public required string To { get; init; }

    /// <summary>The sender's confidence that it is the right one, from 0 to 1; null if it gave none.</summary>
    public double? Confidence { get; init; }
}

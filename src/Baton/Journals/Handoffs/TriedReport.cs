namespace Baton.Journals.Handoffs;

/// <summary>A step on an issue, with its result.</summary>
internal sealed record TriedReport
{
    /// <summary>The step.</summary>
    public required TriedStep Step { get; init; }

    /// <summary>The tool's result or the words to the customer, before any masking; null if its entry has neither.</summary>
    public string? Text { get; init; }
}

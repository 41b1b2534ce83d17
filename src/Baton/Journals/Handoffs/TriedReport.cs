namespace Baton.Journals.Handoffs;

/// <summary>A step that somebody took on an issue, with what came of it.</summary>
public sealed record TriedReport
{
    /// <summary>The step.</summary>
    public required TriedStep Step { get; init; }

    /// <summary>The tool's result or the words to the customer, before any masking; null where its entry holds neither.</summary>
    public string? Text { get; init; }
}

namespace Baton.Journals.Handoffs;

/// <summary>What somebody who passed an issue on wanted the receiver to know. It is that one's word, not the journal's.</summary>
public sealed record Note
{
    /// <summary>The participant who wrote it.</summary>
    public required string By { get; init; }

    /// <summary>The note.</summary>
    public required string Text { get; init; }
}

namespace Baton.Journals.Handoffs;

/// <summary>
/// A note for the receiver from somebody who passed an issue on. It is that participant's statement, not derived from the journal.
/// </summary>
internal sealed record Note
{
    /// <summary>The participant who wrote it.</summary>
    public required string By { get; init; }

    /// <summary>The note.</summary>
    public required string Text { get; init; }
}

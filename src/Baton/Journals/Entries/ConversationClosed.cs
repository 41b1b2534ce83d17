namespace Baton.Journals.Entries;

/// <summary>The conversation ended; no message is taken any more.</summary>
public sealed record ConversationClosed : JournalEntry
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

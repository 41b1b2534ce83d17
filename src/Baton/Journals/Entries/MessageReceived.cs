using Baton.Conversations;

namespace Baton.Journals.Entries;

/// <summary>The customer said something. It begins a turn.</summary>
public sealed record MessageReceived : JournalEntry
{
    /// <summary>The sender's id of the message.</summary>
    public required MessageId Message { get; init; }

    /// <summary>What was said, word for word.</summary>
    public required string Text { get; init; }
}

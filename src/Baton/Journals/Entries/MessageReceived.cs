using Baton.Conversations;

namespace Baton.Journals.Entries;

/// <summary>The customer said something. It begins a turn.</summary>
public sealed record MessageReceived : JournalEntry
{
    /// <summary>The sender's id of the message.</summary>
    public required MessageId Message { get; init; }

    /// <summary>What was said, word for word.</summary>
    public required string Text { get; init; }

    /// <summary>True when this makes the conversation sensitive: it is never summarised from then on.</summary>
    public bool? Sensitive { get; init; }

    /// <summary>The topic that made it so; null otherwise.</summary>
    public string? Topic { get; init; }

    /// <summary>True when it asks for a person; null otherwise.</summary>
    public bool? AsksForPerson { get; init; }
}

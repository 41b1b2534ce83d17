using Baton.Journals.Constraints;

namespace Baton.Journals.Entries;

/// <summary>A conversation began.</summary>
public sealed record ConversationOpened : JournalEntry
{
    /// <summary>The journal format of this conversation; see <see cref="JournalCodec.Format"/>.</summary>
    public required int Format { get; init; }

    /// <summary>The conversation's own name, so that a journal moved elsewhere still says whose it is.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>The team that serves it.</summary>
    public required string Team { get; init; }

    /// <summary>The participant who holds the baton first.</summary>
    public required string Holder { get; init; }

    /// <summary>What limits the whole conversation; null for nothing.</summary>
    public Constraint? Constraints { get; init; }

    /// <summary>Whose conversation it is; null when nobody said. Conversations of one customer share state.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>True when the conversation is sensitive from its beginning: it is never summarised.</summary>
    public bool? Sensitive { get; init; }

    /// <summary>How several issues are worked on; null for one after the other.</summary>
    public IssueStrategy? Strategy { get; init; }
}

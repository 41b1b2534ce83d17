using Baton.Journals.Constraints;

namespace Baton.Journals.Entries;

/// <summary>A conversation began.</summary>
internal sealed record ConversationOpened : JournalEntry
{
    /// <summary>The journal format of this conversation; see <see cref="JournalCodec.Format"/>.</summary>
    public required int Format { get; init; }

    /// <summary>The conversation's own id, so that a journal that was moved still says which conversation it is.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>The team that serves it.</summary>
    public required string Team { get; init; }

    /// <summary>The participant that holds the baton first.</summary>
    public required string Holder { get; init; }

    /// <summary>Limits on the whole conversation; null for none.</summary>
    public Constraint? Constraints { get; init; }

    /// <summary>The customer; null if unknown. Conversations of one customer share state.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>True if the conversation is sensitive from its beginning: it is never summarised.</summary>
    public bool? Sensitive { get; init; }

    /// <summary>How several issues are worked on; null for <see cref="IssueStrategy.Sequential"/>.</summary>
    public IssueStrategy? Strategy { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"conversation {Conversation.Value}, team {Team}"];
}

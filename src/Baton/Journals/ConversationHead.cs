namespace Baton.Journals;

/// <summary>Where a conversation stands.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Version">The sequence number of its last entry; 0 if it has none.</param>
/// <param name="Lease">Who works on it; null if nobody does.</param>
/// <param name="HasInbox">Whether messages wait in its inbox.</param>
public readonly record struct ConversationHead(ConversationId Conversation, long Version, Lease? Lease, bool HasInbox);

namespace Baton.Journals;

/// <summary>Where a conversation stands.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Version">The sequence number of its last entry; 0 if it has none.</param>
/// <param name="Lease">Who works on it; null if nobody does.</param>
/// <param name="HasInbox">Whether messages wait in its inbox.</param>
public readonly record struct ConversationHead(ConversationId Conversation, long Version, Lease? Lease, bool HasInbox)
{
    /// <summary>
    /// How many erasures the store has had. What a process read before the last one, it must read anew: the conversation may have been
    /// erased and begun again under the same id.
    /// </summary>
    public long Erasures { get; init; }
}

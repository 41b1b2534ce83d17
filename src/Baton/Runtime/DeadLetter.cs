using Baton.Journals.Entries;

namespace Baton.Runtime;

/// <summary>Something that a desk was to be told and was not: nobody tries again.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Last">The last attempt.</param>
public sealed record DeadLetter(ConversationId Conversation, DeliveryAttempted Last);

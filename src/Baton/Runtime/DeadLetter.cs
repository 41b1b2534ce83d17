using Baton.Journals.Entries;

namespace Baton.Runtime;

/// <summary>A delivery to a desk that failed for good and is not tried again.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Last">The last attempt.</param>
public sealed record DeadLetter(ConversationId Conversation, DeliveryAttempted Last);

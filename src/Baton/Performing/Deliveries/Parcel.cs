using Baton.Deciding.Deliveries;

namespace Baton.Performing.Deliveries;

/// <summary>An attempt that is under way, with what is sent.</summary>
internal abstract record Parcel(ConversationId Conversation, Delivery Delivery)
{
    /// <summary>A message to a webhook.</summary>
    public sealed record ByWebhook(ConversationId Conversation, Delivery Delivery, WebhookMessage Message) : Parcel(Conversation, Delivery);

    /// <summary>An e-mail.</summary>
    public sealed record ByEmail(ConversationId Conversation, Delivery Delivery, EmailMessage Message) : Parcel(Conversation, Delivery);
}

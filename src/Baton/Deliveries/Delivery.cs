using Baton.Conversations;
using Baton.Deliveries.Emails;
using Baton.Deliveries.Webhooks;
using Baton.Escalations;

namespace Baton.Deliveries;

/// <summary>Something that a desk is to be told, one way.</summary>
/// <param name="Notice">What happened.</param>
/// <param name="Desk">Who is told.</param>
/// <param name="Kind">How.</param>
/// <param name="Attempt">Which attempt is next, from 1.</param>
/// <param name="Due">When that is due.</param>
internal sealed record Delivery(Notice Notice, Desk Desk, DeliveryKind Kind, int Attempt, DateTimeOffset Due)
{
    /// <summary>Its id, the same for all attempts.</summary>
    public string Id => Notice.DeliveryBy(Kind);
}

/// <summary>An attempt that is under way, with what is sent.</summary>
internal abstract record Parcel(ConversationId Conversation, Delivery Delivery)
{
    /// <summary>A message to a webhook.</summary>
    public sealed record ByWebhook(ConversationId Conversation, Delivery Delivery, Webhook Webhook, byte[] Body) : Parcel(Conversation, Delivery);

    /// <summary>An e-mail.</summary>
    public sealed record ByEmail(ConversationId Conversation, Delivery Delivery, EmailMessage Message) : Parcel(Conversation, Delivery);
}

using Baton.Teams.Deliveries;

namespace Baton.Performing.Deliveries;

/// <summary>A message for the webhook of a desk.</summary>
public sealed record WebhookMessage
{
    /// <summary>Its id: the same for every attempt, so that a receiver can drop a duplicate.</summary>
    public required string Id { get; init; }

    /// <summary>The address, and the variable with the secret to sign with.</summary>
    public required Webhook Webhook { get; init; }

    /// <summary>The body: JSON in UTF-8, the same for every attempt.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}

namespace Baton.Performing.Deliveries.Emails;

/// <summary>Sends an e-mail.</summary>
/// <param name="message">The e-mail.</param>
/// <param name="cancellationToken">Its time is over; it counts as failed.</param>
/// <exception cref="DeliveryException">It could not be sent.</exception>
public delegate Task SendEmail(EmailMessage message, CancellationToken cancellationToken);

/// <summary>An e-mail about a ticket.</summary>
public sealed record EmailMessage
{
    /// <summary>Its id: the same each time that it is sent, so that who gets it twice can tell.</summary>
    public required string Id { get; init; }

    /// <summary>Whom it goes to.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>What it is about, in a line.</summary>
    public required string Subject { get; init; }

    /// <summary>Its text.</summary>
    public required string Text { get; init; }
}

namespace Baton.Performing.Deliveries;

/// <summary>The result of one attempt to send a webhook or an e-mail.</summary>
public sealed record DeliveryResult
{
    /// <summary>The receiver has the message.</summary>
    public static DeliveryResult Delivered { get; } = new();

    /// <summary>
    /// Why it failed, in a sentence; null if the receiver has the message. It is kept in the journal, so it repeats nothing of the message.
    /// </summary>
    public string? Problem { get; init; }

    /// <summary>Whether another attempt would fail too, so that none is made. Default: false.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The HTTP status of the answer. Default: none.</summary>
    public int? Status { get; init; }

    /// <summary>The earliest time of the next attempt, if the receiver named one.</summary>
    public DateTimeOffset? RetryAfter { get; init; }
}

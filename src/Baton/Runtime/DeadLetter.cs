using Baton.Journals.Deliveries;
using Baton.Journals.Entries;

namespace Baton.Runtime;

/// <summary>A delivery to a desk that failed for good and is not tried again.</summary>
public sealed record DeadLetter
{
    /// <summary>The conversation.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>The delivery's id, the same for all its attempts.</summary>
    public required string Delivery { get; init; }

    /// <summary>The desk that was to be told.</summary>
    public required string To { get; init; }

    /// <summary>Whether it was an e-mail; otherwise a webhook.</summary>
    public required bool IsEmail { get; init; }

    /// <summary>How many attempts were made.</summary>
    public required int Attempts { get; init; }

    /// <summary>When the last attempt failed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The status code of a webhook's last answer; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Why the last attempt failed, in a sentence.</summary>
    public string? Detail { get; init; }

    internal static DeadLetter Of(ConversationId conversation, DeliveryAttempted last) =>
        new()
        {
            Conversation = conversation,
            Delivery = last.Delivery,
            To = last.To,
            IsEmail = last.Kind == DeliveryKind.Email,
            Attempts = last.Attempt,
            At = last.At,
            Status = last.Status,
            Detail = last.Detail,
        };
}

using System.Text.Json.Serialization;
using Baton.Journals.Deliveries;

namespace Baton.Journals.Entries;

/// <summary>A delivery to a desk was attempted. Each attempt has two entries: one before it is made, and one with its outcome.</summary>
internal sealed record DeliveryAttempted : JournalEntry
{
    /// <summary>The delivery's id, the same for all its attempts. The receiver sees it as <c>webhook-id</c>.</summary>
    public required string Delivery { get; init; }

    /// <summary>The desk that is told.</summary>
    public required string To { get; init; }

    /// <summary>By webhook or e-mail.</summary>
    public required DeliveryKind Kind { get; init; }

    /// <summary>Which attempt it is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The outcome.</summary>
    public required DeliveryOutcome Outcome { get; init; }

    /// <summary>The status code of a webhook's answer; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Why it failed, in a sentence without anything that the receiver said; null if it did not fail.</summary>
    public string? Detail { get; init; }

    /// <summary>
    /// When the next attempt is due. For an attempt that has begun, when it counts as lost together with its process. Null when no more
    /// attempts are due.
    /// </summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Next { get; init; }
}

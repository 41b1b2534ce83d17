using System.Text.Json.Serialization;
using Baton.Journals.Deliveries;

namespace Baton.Journals.Entries;

/// <summary>Somebody outside was told something, or it was tried. An attempt has two: before it is made, and when its outcome is known.</summary>
public sealed record DeliveryAttempted : JournalEntry
{
    /// <summary>The delivery's id: the same for all its attempts, and what the receiver knows it by (<c>webhook-id</c>).</summary>
    public required string Delivery { get; init; }

    /// <summary>The desk that is told.</summary>
    public required string To { get; init; }

    /// <summary>How.</summary>
    public required DeliveryKind Kind { get; init; }

    /// <summary>Which attempt it is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>What came of it.</summary>
    public required DeliveryOutcome Outcome { get; init; }

    /// <summary>The status code of a webhook's answer; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Why it failed, in a sentence without anything that the receiver said; null when it did not.</summary>
    public string? Detail { get; init; }

    /// <summary>
    /// When the next attempt is due: of one that has begun, when it counts as lost with the process that made it. Null when none is due any more.
    /// </summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Next { get; init; }
}

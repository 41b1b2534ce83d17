using System.Collections.Immutable;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;

namespace Baton.States.Deliveries;

/// <summary>
/// The notices that may have to be delivered, and their delivery attempts. Folded from a conversation's entries. It holds pending notices
/// and dead letters, and does not grow with what was delivered.
/// </summary>
internal sealed record Outbox
{
    public static readonly Outbox Empty = new();

    /// <summary>The pending notices, in the order in which they arose.</summary>
    public ImmutableList<Notice> Notices { get; init; } = [];

    /// <summary>The last attempt of each pending delivery, by the delivery's id.</summary>
    public ImmutableDictionary<string, DeliveryAttempted> Attempts { get; init; } = ImmutableDictionary<string, DeliveryAttempted>.Empty;

    /// <summary>The last attempt of each delivery that failed for good.</summary>
    public ImmutableList<DeliveryAttempted> DeadLetters { get; init; } = [];

    /// <summary>Whether a delivery of the notice by webhook was attempted, so that it may have arrived.</summary>
    public bool IsAttempted(Notice notice) => Attempts.ContainsKey(notice.DeliveryBy(DeliveryKind.Webhook));
}

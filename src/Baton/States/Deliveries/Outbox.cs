using System.Collections.Immutable;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;

namespace Baton.States.Deliveries;

/// <summary>
/// What the outside may have to be told, and how far that is: folded from a conversation's entries. It holds what is not yet over and the
/// dead letters, and does not grow with what was delivered.
/// </summary>
internal sealed record Outbox
{
    public static readonly Outbox Empty = new();

    /// <summary>What happened to tickets that is not over yet, in the order in which it happened.</summary>
    public ImmutableList<Notice> Notices { get; init; } = [];

    /// <summary>The last attempt of each delivery of those, by its id.</summary>
    public ImmutableDictionary<string, DeliveryAttempted> Attempts { get; init; } = ImmutableDictionary<string, DeliveryAttempted>.Empty;

    /// <summary>The last attempt of each delivery that failed for good.</summary>
    public ImmutableList<DeliveryAttempted> DeadLetters { get; init; } = [];

    /// <summary>Whether somebody may have heard of a notice.</summary>
    public bool IsAttempted(Notice notice) => Attempts.ContainsKey(notice.DeliveryBy(DeliveryKind.Webhook));
}

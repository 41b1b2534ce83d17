using System.Collections.Concurrent;
using Baton.Journals;

namespace Baton.Performing.Leases;

/// <summary>
/// Tells leases of dead processes from those of living ones: by the process where that can be asked, and otherwise by a lease and version
/// that do not change while this machine's own clock counts the lease's time to live.
/// </summary>
internal sealed class LeaseWatch(RuntimeOptions options)
{
    private readonly ConcurrentDictionary<ConversationId, Sight> seen = new();

    /// <summary>Whether the process that has the lease is dead, as far as is known by now.</summary>
    public bool IsDead(ConversationHead head)
    {
        if (head.Lease is not { } lease)
            return false;
        var now = options.TimeProvider.GetTimestamp();
        var sight = seen.AddOrUpdate(
            head.Conversation,
            _ => new Sight(lease, head.Version, now),
            (_, known) => known.Lease == lease && known.Version == head.Version ? known : new Sight(lease, head.Version, now)
        );
        return options.TimeProvider.GetElapsedTime(sight.Since, now) >= options.LeaseTime || LeaseOwner.IsGone(lease.Owner);
    }

    /// <summary>Forgets a conversation whose lease is free or taken over.</summary>
    public void Forget(ConversationId conversation) => seen.TryRemove(conversation, out _);

    /// <summary>Forgets all conversations but those that somebody works on.</summary>
    public void KeepOnly(IReadOnlySet<ConversationId> leased)
    {
        foreach (var conversation in seen.Keys.Where(conversation => !leased.Contains(conversation)))
            Forget(conversation);
    }

    private readonly record struct Sight(Lease Lease, long Version, long Since);
}

using Baton.Journals;
using Microsoft.Extensions.Logging;

namespace Baton.Performing.Leases;

/// <summary>
/// The leases of one runtime (<see cref="Lease"/> says what they are for). It renews those that are held for longer than a third of their
/// time to live. One timer serves all, and none runs while no lease is held.
/// </summary>
internal sealed class LeaseKeeper
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private readonly IJournal journal;
    private readonly ILogger logger;
    private readonly TimeProvider time;
    private readonly TimeSpan interval;
    private readonly string owner = LeaseOwner.New();
    private readonly Lock gate = new();
    private readonly Dictionary<ConversationId, long> held = [];
    private ITimer? timer;
    private bool isTicking;
    private long beat;

    public LeaseKeeper(IJournal journal, RuntimeOptions options, ILogger logger)
    {
        (this.journal, this.logger, time) = (journal, logger, options.TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LeaseTime, Shortest, nameof(RuntimeOptions.LeaseTime));
        interval = options.LeaseTime / 3;
    }

    /// <summary>Whether a lease is this runtime's.</summary>
    public bool IsOurs(Lease? lease) => lease?.Owner == owner;

    /// <summary>The runtime's lease with a beat that it never had before.</summary>
    public Lease NextBeat() => new(owner, Interlocked.Increment(ref beat));

    /// <summary>Renews the lease of a conversation from now on.</summary>
    public void Add(ConversationId conversation)
    {
        lock (gate)
        {
            held[conversation] = time.GetTimestamp();
            if (isTicking)
                return;
            isTicking = true;
            timer ??= time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(interval.AsWait(), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Stops renewing it.</summary>
    public void Remove(ConversationId conversation)
    {
        lock (gate)
            held.Remove(conversation);
    }

    private void Tick()
    {
        List<ConversationId> old;
        lock (gate)
        {
            isTicking = held.Count > 0;
            if (!isTicking)
                return;
            var now = time.GetTimestamp();
            old = [.. held.Where(lease => time.GetElapsedTime(lease.Value, now) >= interval / 2).Select(lease => lease.Key)];
        }

        _ = RenewAsync(old);
    }

    // A failure costs at most the lease: then the next append is refused, and the work begins anew from the journal.
    private async Task RenewAsync(List<ConversationId> conversations)
    {
        try
        {
            if (conversations.Count > 0)
                await journal.RenewLeasesAsync(NextBeat(), conversations, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            RuntimeLog.LeasesNotRenewed(logger, failure);
        }

        lock (gate)
            timer!.Change(interval.AsWait(), Timeout.InfiniteTimeSpan);
    }
}

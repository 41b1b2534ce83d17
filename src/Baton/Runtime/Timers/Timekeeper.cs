using System.Collections.Concurrent;
using Baton.Journals;
using Baton.Performing;
using Baton.Performing.Leases;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Timers;

/// <summary>
/// Serves the conversations of a team in which something has fallen due. It knows only what the journal lists. The serving code checks
/// again whether something is due, so several timekeepers at one journal do nothing twice.
/// </summary>
/// <param name="journal">Where due times are.</param>
/// <param name="team">The team.</param>
/// <param name="watch">Knows whose process is dead.</param>
/// <param name="fire">Fires a listed due time without reading the conversation; false if the conversation must be read.</param>
/// <param name="serve">Serves a conversation in which something is due, and returns how much fired. It calls back when nobody has to wait
/// for it any longer: when what fired is durable, or when the conversation is in use.</param>
/// <param name="options">The clock, and how often to look.</param>
/// <param name="logger">Receives failures.</param>
internal sealed class Timekeeper(
    IJournal journal,
    string team,
    LeaseWatch watch,
    Func<DueConversation, ValueTask<bool>> fire,
    Func<ConversationId, Action, CancellationToken, Task<int>> serve,
    RuntimeOptions options,
    ILogger logger
)
{
    // Enough that appends share their syncs, and few enough that customers are served in between.
    private const int AtOnce = 256;

    // About a tenth of a second of reading and serving. If more are due at once, all fire before any conversation goes on.
    private const int Burst = 256;

    // The next page is listed only after these have begun, so that the list in memory stays bounded.
    private const int Listed = 20_000;

    // The number of appends in one commit of the journal.
    private const int Sweep = 1024;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ConversationId, Errand> underWay = new();
    private readonly ConcurrentDictionary<ConversationId, DateTimeOffset> setAside = new();
    private readonly SemaphoreSlim slots = new(AtOnce, AtOnce);
    private readonly SemaphoreSlim bell = new(0);
    private long wakes;

    /// <summary>Wakes the timekeeper if it would sleep past that moment.</summary>
    public void Note(DateTimeOffset due)
    {
        if (due.UtcTicks < Interlocked.Read(ref wakes))
            Ring();
    }

    /// <summary>Serves everything that is due now.</summary>
    /// <returns>How many due times fired.</returns>
    public async Task<int> ServeAsync(CancellationToken cancellationToken)
    {
        var fired = 0;
        while (true)
        {
            var begun = new List<Task<int>>();
            int listed;
            try
            {
                listed = await BeginAsync((_, errand) => begun.Add(errand), _ => false, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                // Conversations that have begun are awaited even if the rest of the list cannot be read.
                await Task.WhenAll(begun.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            fired += (await Task.WhenAll(begun).ConfigureAwait(false)).Sum();
            if (listed < Listed)
                return fired;
        }
    }

    /// <summary>Serves what falls due, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                // A due time that is noted after this wakes the next sleep.
                Interlocked.Exchange(ref wakes, long.MaxValue);
                var now = options.TimeProvider.GetUtcNow();
                var wake = now.Later(options.DueInterval);
                try
                {
                    var listed = await BeginAsync(
                            (conversation, errand) => _ = WatchAsync(conversation, errand),
                            conversation => IsSetAside(conversation, now),
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    if (listed == Listed)
                        continue;
                    if (await journal.NextDueAsync(team, now, cancellationToken).ConfigureAwait(false) is { } next && next < wake)
                        wake = next;
                }
                catch (JournalException failure)
                {
                    RuntimeLog.DueTimesUnread(logger, failure);
                }

                await SleepAsync(wake, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Exchange(ref wakes, 0);
            await Task.WhenAll(underWay.Values.Select(errand => (Task)errand.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> BeginAsync(
        Action<ConversationId, Task<int>> begun,
        Func<ConversationId, bool> isSetAside,
        CancellationToken cancellationToken
    )
    {
        var now = options.TimeProvider.GetUtcNow();
        var listed = new List<DueConversation>();
        await foreach (var due in journal.ListDueAsync(team, now, cancellationToken).ConfigureAwait(false))
        {
            if (!isSetAside(due.Conversation) && !underWay.ContainsKey(due.Conversation))
                listed.Add(due);
            else if (underWay.TryGetValue(due.Conversation, out var errand))
                errand.IsDueAgain = true;
            if (listed.Count == Listed)
                break;
        }

        var fired = listed.Count > Burst ? await SweepAsync(listed, cancellationToken).ConfigureAwait(false) : [];
        for (var index = 0; index < listed.Count; index++)
            await BeginOneAsync(listed[index].Conversation, fired.Length > 0 && fired[index] ? 1 : 0).ConfigureAwait(false);

        await BeginAbandonedAsync().ConfigureAwait(false);
        return listed.Count;

        // What a dead process worked on is not due for long yet.
        async ValueTask BeginAbandonedAsync()
        {
            var leased = new HashSet<ConversationId>();
            await foreach (var head in journal.ListLeasedAsync(team, cancellationToken).ConfigureAwait(false))
            {
                leased.Add(head.Conversation);
                if (watch.IsDead(head) && !isSetAside(head.Conversation))
                    await BeginOneAsync(head.Conversation, fired: 0).ConfigureAwait(false);
            }

            watch.KeepOnly(leased);
        }

        async ValueTask BeginOneAsync(ConversationId conversation, int fired)
        {
            var errand = new Errand { Fired = fired };
            if (!underWay.TryAdd(conversation, errand))
                return;
            await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            errand.Task = Task.Run(() => GoAsync(conversation, errand, cancellationToken), CancellationToken.None);
            begun(conversation, errand.Task);
        }
    }

    // This does not wait for a conversation to be read, which takes ten times as long as the append.
    private async Task<bool[]> SweepAsync(List<DueConversation> listed, CancellationToken cancellationToken)
    {
        var fired = new bool[listed.Count];
        for (var first = 0; first < listed.Count; first += Sweep)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var appends = Enumerable
                .Range(first, Math.Min(Sweep, listed.Count - first))
                .Select(async index => fired[index] = await fire(listed[index]).ConfigureAwait(false));
            await Task.WhenAll(appends).ConfigureAwait(false);
        }

        return fired;
    }

    private bool IsSetAside(ConversationId conversation, DateTimeOffset now) =>
        setAside.TryGetValue(conversation, out var until) && until > now;

    private async Task<int> GoAsync(ConversationId conversation, Errand errand, CancellationToken cancellationToken)
    {
        var holds = 1;
        try
        {
            return errand.Fired + await serve(conversation, LeaveSlot, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            LeaveSlot();
            underWay.TryRemove(conversation, out _);
            if (errand.IsDueAgain)
                Ring();
        }

        void LeaveSlot()
        {
            if (Interlocked.Exchange(ref holds, 0) == 1)
                slots.Release();
        }
    }

    // A conversation that fails does not hold up the others. It is tried again later, when the cause may be gone.
    private async Task WatchAsync(ConversationId conversation, Task<int> errand)
    {
        try
        {
            await errand.ConfigureAwait(false);
            setAside.TryRemove(conversation, out _);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            setAside[conversation] = options.TimeProvider.GetUtcNow() + RetryAfter;
            RuntimeLog.DueFailed(logger, failure, conversation);
        }
    }

    private void Ring()
    {
        if (bell.CurrentCount == 0)
            bell.Release();
    }

    private async Task SleepAsync(DateTimeOffset wake, CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref wakes, wake.UtcTicks);
        var left = wake - options.TimeProvider.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rung = bell.WaitAsync(stop.Token);
        await Task.WhenAny(rung, Task.Delay(left.AsWait(), options.TimeProvider, stop.Token)).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>A conversation that is being served.</summary>
    private sealed class Errand
    {
        public Task<int> Task { get; set; } = System.Threading.Tasks.Task.FromResult(0);

        /// <summary>How many due times fired before it was read.</summary>
        public int Fired { get; init; }

        /// <summary>Whether it was listed again meanwhile.</summary>
        public bool IsDueAgain { get; set; }
    }
}

using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace Baton.Mcp;

/// <summary>
/// The connection to a server over all its starts. When it is lost, it is made again: at once for a call, and else in the background, with
/// a delay that doubles.
/// </summary>
internal sealed class McpLink : IAsyncDisposable
{
    private readonly McpConnection connection;
    private readonly TimeProvider time;
    private readonly ILoggerFactory? loggers;
    private readonly ILogger? logger;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();

    // Under the lock:
    private McpSession? session;
    private Task<McpSession>? starting;
    private Task leaving = Task.CompletedTask;
    private Task recovering = Task.CompletedTask;
    private bool isRecovering;
    private DateTimeOffset upSince;
    private Task checking = Task.CompletedTask;
    private Task refreshing = Task.CompletedTask;
    private bool isRefreshing;
    private TimeSpan delay;
    private McpHealth health;
    private bool isStopped;

    private volatile FrozenDictionary<string, ListedTool> tools;

    private McpLink(McpConnection connection, TimeProvider time, ILoggerFactory? loggers, McpSession first)
    {
        this.connection = connection;
        this.time = time;
        this.loggers = loggers;
        logger = loggers?.CreateLogger("Baton");
        delay = connection.RestartDelay;
        session = first;
        upSince = time.GetUtcNow();
        health = new McpHealth { Server = connection.Name };
        tools = ByName(first.Tools);
        Follow(first);
    }

    /// <summary>What the server's name is.</summary>
    public string Server => connection.Name;

    /// <summary>How the server is.</summary>
    public McpHealth Health
    {
        get
        {
            lock (gate)
                return health;
        }
    }

    /// <summary>A tool as the server lists it now; null if it has it no more.</summary>
    public ListedTool? Find(string tool) => tools.GetValueOrDefault(tool);

    /// <summary>Connects for the first time.</summary>
    /// <exception cref="McpServerException">It does not start, or not in time.</exception>
    public static async Task<(McpLink Link, McpSession First)> StartAsync(
        McpConnection connection,
        TimeProvider time,
        ILoggerFactory? loggers,
        CancellationToken cancellationToken
    )
    {
        var first = await McpSession.StartAsync(connection, time, loggers, cancellationToken).ConfigureAwait(false);
        return (new McpLink(connection, time, loggers, first), first);
    }

    /// <summary>The connection that is up; if there is none, it is made now.</summary>
    /// <exception cref="McpServerException">The server does not start.</exception>
    public async Task<McpSession> GetAsync(CancellationToken cancellationToken)
    {
        Task<McpSession> start;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isStopped, this);
            if (session is { Ended.IsCompleted: true } ended)
                Leave(ended, "ended");
            if (session is { } up)
                return up;
            start = starting ??= StartAgainAsync();
        }

        try
        {
            return await start.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(McpLink));
        }
    }

    /// <summary>Says that a connection is of no use any more.</summary>
    public void Lose(McpSession lost, string why)
    {
        lock (gate)
            Leave(lost, why);
    }

    /// <summary>Asks the server for a sign of life, since a call ran out of time; without one, it is started again.</summary>
    public void Check(McpSession doubted)
    {
        lock (gate)
        {
            if (session == doubted && !isStopped && checking.IsCompleted)
                checking = CheckAsync(doubted);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (isStopped)
                return;
            isStopped = true;
            if (session is { } up)
                leaving = EndAsync(up);
            session = null;
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(recovering, checking, refreshing).ConfigureAwait(false);
        if (starting is { } start)
            await ((Task)start).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await leaving.ConfigureAwait(false);
        stop.Dispose();
    }

    private static FrozenDictionary<string, ListedTool> ByName(IReadOnlyList<ListedTool> listed) =>
        listed.ToFrozenDictionary(tool => tool.Name, StringComparer.Ordinal);

    private void Follow(McpSession started)
    {
        _ = WatchAsync(started);
        started.Changes.Tell(() => Refresh(started));
    }

    private void Refresh(McpSession changed)
    {
        lock (gate)
        {
            if (session != changed || isStopped || isRefreshing)
                return;
            isRefreshing = true;
            refreshing = RefreshAsync(changed);
        }
    }

    private async Task RefreshAsync(McpSession changed)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (IsStale(changed))
        {
            try
            {
                Take(await changed.ListAsync(time, stop.Token).ConfigureAwait(false));
            }
            catch (Exception fault) when (fault is McpException or IOException or HttpRequestException or OperationCanceledException)
            {
                // The tools stay as they were: a connection that is lost is made again, and then they are listed anyway.
                if (logger is not null && !stop.IsCancellationRequested)
                    McpLog.NotListed(logger, fault, connection.Name);
            }
        }
    }

    private bool IsStale(McpSession changed)
    {
        lock (gate)
            return isRefreshing = session == changed && !isStopped && changed.Changes.Take();
    }

    // What models read of a tool changes with the next call of a model. A new tool is nobody's until the team is loaded again.
    private void Take(IReadOnlyList<ListedTool> listed)
    {
        var (before, now) = (tools, ByName(listed));
        var (changed, gone, added) = (0, before.Keys.Count(name => !now.ContainsKey(name)), 0);
        var kept = new Dictionary<string, ListedTool>(StringComparer.Ordinal);
        foreach (var (name, tool) in now)
        {
            var isKnown = before.TryGetValue(name, out var known);
            // The same object as long as it looks the same, so that nothing is read anew.
            kept[name] = isKnown && known!.IsLike(tool) ? known : tool;
            changed += isKnown && kept[name] == tool ? 1 : 0;
            added += isKnown ? 0 : 1;
        }

        tools = kept.ToFrozenDictionary(StringComparer.Ordinal);
        if (logger is not null && changed + gone + added > 0)
            McpLog.ListedAnew(logger, connection.Name, changed, gone, added);
    }

    private async Task WatchAsync(McpSession watched)
    {
        await watched.Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Lose(watched, "ended");
    }

    private async Task CheckAsync(McpSession doubted)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (!await doubted.AnswersAsync(time, stop.Token).ConfigureAwait(false))
                Lose(doubted, "did not answer any more");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It is stopped anyway.
        }
    }

    private void Leave(McpSession lost, string why)
    {
        if (session != lost || isStopped)
            return;
        session = null;
        // A server that dies whenever it is started shall not be started all the time.
        if (lost.HasAnswered || time.GetUtcNow() - upSince >= connection.LongestRestartDelay)
            delay = connection.RestartDelay;
        // Its end may take a while, and a new one may need what it holds, such as a file.
        leaving = EndAsync(lost);
        if (!isRecovering)
        {
            isRecovering = true;
            recovering = RecoverAsync();
        }

        Note(lost.EndMessage(why));
    }

    // Never under the lock: ending a process blocks its thread.
    private static async Task EndAsync(McpSession ended)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await ended.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RecoverAsync()
    {
        try
        {
            while (!IsRecovered())
            {
                await Task.Delay(NextDelay(), time, stop.Token).ConfigureAwait(false);
                await TryStartAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody needs it any more.
        }
    }

    private TimeSpan NextDelay()
    {
        lock (gate)
        {
            var next = delay < connection.LongestRestartDelay ? delay : connection.LongestRestartDelay;
            delay = next * 2;
            return next;
        }
    }

    private bool IsRecovered()
    {
        lock (gate)
        {
            isRecovering = session is null && !isStopped;
            return !isRecovering;
        }
    }

    private async Task TryStartAsync()
    {
        Task<McpSession> start;
        lock (gate)
        {
            if (session is not null || isStopped)
                return;
            start = starting ??= StartAgainAsync();
        }

        try
        {
            await start.ConfigureAwait(false);
        }
        catch (McpServerException)
        {
            // It was noted where it was thrown, and is tried again.
        }
    }

    private async Task<McpSession> StartAgainAsync()
    {
        await leaving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        McpSession started;
        try
        {
            started = await McpSession.StartAsync(connection, time, loggers, stop.Token).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            lock (gate)
            {
                starting = null;
                if (fault is McpServerException)
                    Note(fault.Message);
            }

            throw;
        }

        lock (gate)
        {
            starting = null;
            if (isStopped)
            {
                leaving = EndAsync(started);
                throw new OperationCanceledException(stop.Token);
            }

            session = started;
            upSince = time.GetUtcNow();
            health = health with { DownSince = null, Restarts = health.Restarts + 1 };
            connection.HealthChanged?.Invoke(health);
        }

        if (logger is not null)
            McpLog.StartedAgain(logger, connection.Name);
        Take(started.Tools);
        Follow(started);
        return started;
    }

    private void Note(string error)
    {
        var now = time.GetUtcNow();
        health = health with { DownSince = health.DownSince ?? now, LastError = error, LastErrorAt = now };
        connection.HealthChanged?.Invoke(health);
        if (logger is not null)
            McpLog.Lost(logger, error);
    }
}

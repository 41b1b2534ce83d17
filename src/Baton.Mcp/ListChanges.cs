using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Baton.Mcp;

/// <summary>
/// Hears from a server that its tools changed. Newer servers tell only those who ask for it in a request that stays open.
/// </summary>
internal sealed class ListChanges : IAsyncDisposable
{
    // From this version of the protocol on.
    private const string AskedFor = "2026-07-28";

    // How long nobody listens after such a request has ended.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stop = new();
    private Action? changed;
    private int isStale;
    private IAsyncDisposable? handler;
    private Task listening = Task.CompletedTask;

    private ListChanges() { }

    public static ListChanges Of(McpClient client, TimeProvider time)
    {
        var changes = new ListChanges();
        if (client.ServerCapabilities?.Tools?.ListChanged is not true)
            return changes;
        changes.handler = client.RegisterNotificationHandler(
            NotificationMethods.ToolListChangedNotification,
            (_, _) =>
            {
                changes.Mark();
                return ValueTask.CompletedTask;
            }
        );
        if (string.CompareOrdinal(client.NegotiatedProtocolVersion, AskedFor) >= 0)
            changes.listening = changes.ListenAsync(client, time);
        return changes;
    }

    /// <summary>Has an action called after each change, and at once if there was one already.</summary>
    public void Tell(Action action)
    {
        changed = action;
        if (Volatile.Read(ref isStale) == 1)
            action();
    }

    /// <summary>Whether there was a change since the last time.</summary>
    public bool Take() => Interlocked.Exchange(ref isStale, 0) == 1;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await listening.ConfigureAwait(false);
        if (handler is not null)
            await handler.DisposeAsync().ConfigureAwait(false);
        stop.Dispose();
    }

    private void Mark()
    {
        Interlocked.Exchange(ref isStale, 1);
        changed?.Invoke();
    }

    private async Task ListenAsync(McpClient client, TimeProvider time)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (!client.Completion.IsCompleted)
            {
                await AskAsync(client).ConfigureAwait(false);
                await Task.Delay(Pause, time, stop.Token).ConfigureAwait(false);
                // Nobody knows what changed while nobody listened.
                Mark();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (McpException)
        {
            // The server does not know such a request: then its tools stay as they are.
        }
    }

    private async Task AskAsync(McpClient client)
    {
        var request = new JsonRpcRequest
        {
            Method = RequestMethods.SubscriptionsListen,
            Params = new JsonObject { ["notifications"] = new JsonObject { ["toolsListChanged"] = true } },
        };
        try
        {
            await client.SendRequestAsync(request, stop.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or ObjectDisposedException)
        {
            // A connection over HTTP may end in between; it is asked again.
        }
    }
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Baton.Mcp;

/// <summary>One connection to a server, from its start to its end.</summary>
internal sealed class McpSession : IAsyncDisposable
{
    private readonly McpConnection connection;
    private readonly McpClient client;
    private readonly ErrorLines errors;
    private readonly ListChanges changes;

    private McpSession(McpConnection connection, McpClient client, ErrorLines errors, ListChanges changes, IReadOnlyList<ListedTool> tools)
    {
        this.connection = connection;
        this.client = client;
        this.errors = errors;
        this.changes = changes;
        Tools = tools;
    }

    /// <summary>The tools that it had when it started.</summary>
    public IReadOnlyList<ListedTool> Tools { get; }

    /// <summary>Says when its tools are no longer those.</summary>
    public ListChanges Changes => changes;

    /// <summary>Whether it answered a call: then it was more than a process that starts and dies.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>Ends when the connection does.</summary>
    public Task Ended => client.Completion;

    /// <summary>Starts a server, or connects to it, and asks which tools it has.</summary>
    /// <exception cref="McpServerException">It does not start, or not in time.</exception>
    public static async Task<McpSession> StartAsync(
        McpConnection connection,
        TimeProvider time,
        ILoggerFactory? loggers,
        CancellationToken cancellationToken
    )
    {
        var errors = new ErrorLines(McpTransports.Secrets(connection));
        using var timeout = new CancellationTokenSource(connection.StartTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        McpClient? client = null;
        ListChanges? changes = null;
        try
        {
            client = await McpClient
                .CreateAsync(McpTransports.To(connection, errors, loggers), Options(connection, time), loggers, stop.Token)
                .ConfigureAwait(false);
            // Before the list is read, so that no change is missed.
            changes = ListChanges.Of(client, time);
            var tools = await ToolList.ReadAsync(client, stop.Token).ConfigureAwait(false);
            return new McpSession(connection, client, errors, changes, tools);
        }
        catch (Exception fault)
        {
            if (changes is not null)
                await changes.DisposeAsync().ConfigureAwait(false);
            if (client is not null)
                await client.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new McpServerException(StartMessage(connection, fault, timeout.IsCancellationRequested, errors), fault);
        }
    }

    /// <summary>Calls a tool.</summary>
    /// <exception cref="NotSentException">The call did not reach the server.</exception>
    /// <exception cref="IOException">The connection ended before the answer came.</exception>
    public async Task<CallToolResult> CallAsync(
        string tool,
        IReadOnlyDictionary<string, object?> arguments,
        JsonObject meta,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var result = await client
                .CallToolAsync(tool, arguments, options: new RequestOptions { Meta = meta }, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            HasAnswered = true;
            return result;
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The connection was closed under it.
            throw new IOException("The connection ended.", fault);
        }
    }

    /// <summary>Whether it answers in time to anything at all: to a server that knows no ping, an error is an answer too.</summary>
    public async Task<bool> AnswersAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(connection.PingTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await client.PingAsync(cancellationToken: stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return false;
        }
        catch (McpException)
        {
            return true;
        }
        catch (HttpRequestException fault)
        {
            return fault.StatusCode is not null;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Why it ended, with what it last wrote.</summary>
    public string EndMessage(string why) => Message(connection, why, errors);

    /// <summary>Asks again which tools it has.</summary>
    public async Task<IReadOnlyList<ListedTool>> ListAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(connection.StartTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return await ToolList.ReadAsync(client, stop.Token).ConfigureAwait(false);
    }

    /// <summary>Ends the connection, and the process if there is one.</summary>
    public async ValueTask DisposeAsync()
    {
        await changes.DisposeAsync().ConfigureAwait(false);
        await client.DisposeAsync().ConfigureAwait(false);
    }

    private static McpClientOptions Options(McpConnection connection, TimeProvider time) =>
        new()
        {
            ClientInfo = new() { Name = "baton", Version = typeof(McpServer).Assembly.GetName().Version?.ToString(3) ?? "0" },
            InitializationTimeout = connection.StartTimeout,
            TimeProvider = time,
        };

    private static string StartMessage(McpConnection connection, Exception fault, bool late, ErrorLines errors)
    {
        var why = fault switch
        {
            _ when late || fault is TimeoutException => $"did not answer within {connection.StartTimeout.TotalSeconds:0.###} seconds",
            HttpRequestException { StatusCode: { } status } => $"answered with HTTP status {(int)status}",
            HttpRequestException => "cannot be reached",
            _ => "did not start",
        };
        return Message(connection, why, errors);
    }

    private static string Message(McpConnection connection, string why, ErrorLines errors)
    {
        var how = connection.Url is { } url ? $"at {url.GetLeftPart(UriPartial.Path)}" : $"'{connection.Command}'";
        var said = errors.Last();
        return $"the MCP server '{connection.Name}' ({how}) {why}" + (said.Length == 0 ? "" : $"; it last wrote: {said}");
    }
}

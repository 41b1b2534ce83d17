using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;

namespace Baton.Mcp;

/// <summary>A running MCP server and the tools that it had when it started. Dispose it to stop the server.</summary>
public sealed class McpServer : IAsyncDisposable
{
    // Providers accept no more of them in a call.
    private const int MostTools = 128;

    private readonly McpClient client;

    private McpServer(McpClient client, IEnumerable<McpClientTool> tools, McpConnection connection)
    {
        this.client = client;
        Tools =
        [
            .. tools
                .Take(MostTools)
                .Select(tool => new Tool(new McpFunction(tool, connection.Prefix + tool.Name, connection.Name))
                {
                    Effect = McpFunction.EffectOf(tool),
                }),
        ];
    }

    /// <summary>
    /// Its tools, named with the connection's prefix. What a tool does to the world is what the server says of it; a tool of which it says
    /// nothing is <see cref="ToolEffect.Once"/>.
    /// </summary>
    public IReadOnlyList<Tool> Tools { get; }

    /// <summary>Starts a server, or connects to it, and asks which tools it has.</summary>
    /// <param name="connection">How to reach it.</param>
    /// <param name="time">The clock for the start timeout. Default: the system's.</param>
    /// <param name="loggers">Where the connection logs. Default: nowhere.</param>
    /// <param name="cancellationToken">Gives up waiting for it.</param>
    /// <exception cref="McpServerException">It does not start, or not in time.</exception>
    /// <exception cref="ArgumentException">The connection has neither a command nor an address, or has both.</exception>
    public static async Task<McpServer> StartAsync(
        McpConnection connection,
        TimeProvider? time = null,
        ILoggerFactory? loggers = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (connection.Command is null == connection.Url is null)
            throw new ArgumentException(
                $"The MCP server '{connection.Name}' needs either a command or an address, and not both.",
                nameof(connection)
            );
        time ??= TimeProvider.System;
        var errors = new ErrorLines(Secrets(connection));
        using var timeout = new CancellationTokenSource(connection.StartTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        McpClient? client = null;
        try
        {
            client = await McpClient
                .CreateAsync(Transport(connection, errors, loggers), Options(connection, time), loggers, stop.Token)
                .ConfigureAwait(false);
            var tools = await client.ListToolsAsync(cancellationToken: stop.Token).ConfigureAwait(false);
            if (tools.Count > MostTools && loggers is not null)
                McpLog.TooManyTools(loggers.CreateLogger("Baton"), connection.Name, tools.Count, MostTools);
            return new McpServer(client, tools, connection);
        }
        catch (Exception fault)
        {
            if (client is not null)
                await client.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new McpServerException(Message(connection, fault, timeout.IsCancellationRequested, errors), fault);
        }
    }

    /// <summary>Stops the server, or leaves it where it was running already.</summary>
    public ValueTask DisposeAsync() => client.DisposeAsync();

    private static McpClientOptions Options(McpConnection connection, TimeProvider time) =>
        new()
        {
            ClientInfo = new() { Name = "baton", Version = typeof(McpServer).Assembly.GetName().Version?.ToString(3) ?? "0" },
            InitializationTimeout = connection.StartTimeout,
            TimeProvider = time,
        };

    private static IClientTransport Transport(McpConnection connection, ErrorLines errors, ILoggerFactory? loggers)
    {
        if (connection.Url is { } url)
        {
            var options = new HttpClientTransportOptions
            {
                Endpoint = url,
                Name = connection.Name,
                AdditionalHeaders = new Dictionary<string, string>(connection.Headers),
                ConnectionTimeout = connection.StartTimeout,
            };
            return new HttpClientTransport(options, loggers);
        }

        return new StdioClientTransport(
            new StdioClientTransportOptions
            {
                Name = connection.Name,
                Command = connection.Command!,
                Arguments = [.. connection.Arguments],
                WorkingDirectory = connection.Folder,
                InheritEnvironmentVariables = false,
                EnvironmentVariables = Environment(connection),
                StandardErrorLines = errors.Add,
            },
            loggers
        );
    }

    /// <summary>A server sees what it is given: never the keys of model providers that Baton itself runs with.</summary>
    private static Dictionary<string, string?> Environment(McpConnection connection)
    {
        var variables = StdioClientTransportOptions.GetDefaultEnvironmentVariables();
        foreach (var name in connection.Inherit)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
                variables[name] = value;
        }

        foreach (var (name, value) in connection.Environment)
            variables[name] = value;
        return variables;
    }

    private static IEnumerable<string> Secrets(McpConnection connection) =>
        connection
            .Environment.Values.Concat(connection.Headers.Values)
            .Concat(connection.Inherit.Select(System.Environment.GetEnvironmentVariable).OfType<string>());

    private static string Message(McpConnection connection, Exception fault, bool late, ErrorLines errors)
    {
        var how = connection.Url is { } url ? $"at {url.GetLeftPart(UriPartial.Path)}" : $"'{connection.Command}'";
        var why = fault switch
        {
            _ when late || fault is TimeoutException => $"did not answer within {connection.StartTimeout.TotalSeconds:0.###} seconds",
            HttpRequestException { StatusCode: { } status } => $"answered with HTTP status {(int)status}",
            HttpRequestException => "cannot be reached",
            _ => "did not start",
        };
        var said = errors.Last();
        return $"the MCP server '{connection.Name}' ({how}) {why}" + (said.Length == 0 ? "" : $"; it last wrote: {said}");
    }
}

using Microsoft.Extensions.Logging;

namespace Baton.Mcp;

/// <summary>
/// An MCP server and its tools. When it ends or cannot be reached, it is started again, or connected to again. Dispose it to stop the
/// server.
/// </summary>
public sealed class McpServer : IAsyncDisposable
{
    // Providers accept no more of them in a call.
    private const int MostTools = 128;

    private readonly McpLink link;

    private McpServer(McpLink link, McpSession first, McpConnection connection)
    {
        this.link = link;
        Tools =
        [
            .. first
                .Tools.Take(MostTools)
                .Select(tool => new Tool(new McpFunction(link, tool, connection.Prefix + tool.Name))
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

    /// <summary>How it is.</summary>
    public McpHealth Health => link.Health;

    /// <summary>Starts a server, or connects to it, and asks which tools it has.</summary>
    /// <param name="connection">How to reach it.</param>
    /// <param name="time">The clock for timeouts and restarts. Default: the system's.</param>
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
        var (link, first) = await McpLink
            .StartAsync(connection, time ?? TimeProvider.System, loggers, cancellationToken)
            .ConfigureAwait(false);
        if (first.Tools.Count > MostTools && loggers is not null)
            McpLog.TooManyTools(loggers.CreateLogger("Baton"), connection.Name, first.Tools.Count, MostTools);
        return new McpServer(link, first, connection);
    }

    /// <summary>Stops the server, or leaves it where it was running already.</summary>
    public ValueTask DisposeAsync() => link.DisposeAsync();
}

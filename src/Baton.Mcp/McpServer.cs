using System.Collections.Frozen;
using Baton.Texts.Clearances;
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
        var offered = first.Tools.Take(MostTools).ToList();
        ServerNames = McpNames
            .Of(connection.Prefix, offered.Select(tool => tool.Name))
            .DistinctBy(pair => pair.Value, StringComparer.Ordinal)
            .ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        var names = ServerNames.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        Tools =
        [
            .. offered
                .Where(tool => tool.Problem is null && names.ContainsKey(tool.Name))
                .Select(tool => new Tool(new McpFunction(link, tool, names[tool.Name])) { Effect = tool.Effect }),
        ];
        Refused = offered
            .Where(tool => tool.Problem is not null)
            .GroupBy(tool => tool.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(same => same.Key, same => same.First().Problem!, StringComparer.Ordinal);
    }

    /// <summary>
    /// Its tools, named with the connection's prefix. What providers refuse in a name becomes '_'. What a tool does to the world is what
    /// the server says of it; a tool of which it says nothing is <see cref="ToolEffect.Once"/>.
    /// </summary>
    public IReadOnlyList<Tool> Tools { get; }

    /// <summary>The server's own names of its tools, by the names that models call.</summary>
    public IReadOnlyDictionary<string, string> ServerNames { get; }

    /// <summary>The tools that no model can be offered, by the server's own names, and why.</summary>
    public IReadOnlyDictionary<string, string> Refused { get; }

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
        // What a server writes may hold anything.
        loggers = loggers is null ? null : Masking.Default.Over(loggers);
        var (link, first) = await McpLink
            .StartAsync(connection, time ?? TimeProvider.System, loggers, cancellationToken)
            .ConfigureAwait(false);
        if (first.Tools.Count > MostTools && loggers is not null)
            McpLog.TooManyTools(loggers.CreateLogger("Baton"), connection.Name, first.Tools.Count, MostTools);
        return new McpServer(link, first, connection);
    }

    /// <summary>The name by which models call a tool, as long as no other tool of the server would have the same name.</summary>
    /// <param name="prefix">The connection's prefix.</param>
    /// <param name="name">The server's own name.</param>
    public static string NameFor(string prefix, string name)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(name);
        return McpNames.For(prefix, name);
    }

    /// <summary>Stops the server, or leaves it where it was running already.</summary>
    public ValueTask DisposeAsync() => link.DisposeAsync();
}

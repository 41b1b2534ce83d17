namespace Baton.Mcp;

/// <summary>How to reach an MCP server: a process to start with <see cref="Command"/>, or an address in <see cref="Url"/>.</summary>
public sealed record McpConnection
{
    /// <summary>What errors call the server.</summary>
    public required string Name { get; init; }

    /// <summary>The program to start. Default: none, and <see cref="Url"/> is needed.</summary>
    public string? Command { get; init; }

    /// <summary>The arguments of <see cref="Command"/>. Default: none.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment variables of the process, beside harmless ones such as PATH. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The variables of this process's own environment that the server gets too. Default: none.</summary>
    public IReadOnlyList<string> Inherit { get; init; } = [];

    /// <summary>The folder that the process starts in. Default: this process's.</summary>
    public string? Folder { get; init; }

    /// <summary>The address of a server that runs already. Default: none, and <see cref="Command"/> is needed.</summary>
    public Uri? Url { get; init; }

    /// <summary>HTTP headers that go with every request to <see cref="Url"/>. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What is put before the name of each tool, so that two servers can have a tool of the same name. Default: nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>How long it may take until the server's tools are known. Default: 30 seconds.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Called when the server is lost, when it cannot be started, and when it is up again. Default: nobody.</summary>
    public Action<McpHealth>? HealthChanged { get; init; }

    /// <summary>
    /// How long Baton waits before it starts a server again that ended or cannot be reached, or connects again. A call does not wait for
    /// it. Each failure doubles it. Default: 1 second.
    /// </summary>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts to start a server again. Default: 1 minute.</summary>
    public TimeSpan LongestRestartDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a server may take to answer a ping after one of its calls ran out of time. If it does not, its process is killed and
    /// started again, and other calls that it serves have an unknown outcome. Default: 10 seconds.
    /// </summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(10);
}

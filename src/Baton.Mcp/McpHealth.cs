namespace Baton.Mcp;

/// <summary>How an MCP server is.</summary>
public sealed record McpHealth
{
    /// <summary>The server's name.</summary>
    public required string Server { get; init; }

    /// <summary>Since when it is down and being started again; null while it is up.</summary>
    public DateTimeOffset? DownSince { get; init; }

    /// <summary>How often it was started again, or connected to again.</summary>
    public long Restarts { get; init; }

    /// <summary>What went wrong last, with what the server last wrote, for operators; null if nothing did.</summary>
    public string? LastError { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }
}

using Microsoft.Extensions.Logging;

namespace Baton.Mcp;

/// <summary>What is logged about MCP servers.</summary>
internal static partial class McpLog
{
    [LoggerMessage(
        LogLevel.Warning,
        "The MCP server '{Server}' has {Tools} tools. The first {Most} are used, and the others are left out."
    )]
    public static partial void TooManyTools(ILogger logger, string server, int tools, int most);

    [LoggerMessage(LogLevel.Warning, "{Error}")]
    public static partial void Lost(ILogger logger, string error);

    [LoggerMessage(LogLevel.Information, "The MCP server '{Server}' was started again.")]
    public static partial void StartedAgain(ILogger logger, string server);
}

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
}

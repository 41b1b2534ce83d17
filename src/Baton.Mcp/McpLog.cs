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

    [LoggerMessage(
        LogLevel.Information,
        "The MCP server '{Server}' listed its tools anew: {Changed} look different, {Gone} are gone, and {New} are new and used when the "
            + "team is loaded again."
    )]
    public static partial void ListedAnew(ILogger logger, string server, int changed, int gone, int @new);

    [LoggerMessage(LogLevel.Warning, "The MCP server '{Server}' has other tools now and does not say which.")]
    public static partial void NotListed(ILogger logger, Exception fault, string server);
}

namespace Baton.Mcp;

/// <summary>An MCP server does not start or does not answer.</summary>
internal sealed class McpServerException(string message, Exception? inner = null) : Exception(message, inner);

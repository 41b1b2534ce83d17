namespace Baton.Mcp;

/// <summary>An MCP server does not start or does not answer.</summary>
/// <param name="message">Which server, what went wrong, and what it last wrote.</param>
/// <param name="inner">What caused it.</param>
public sealed class McpServerException(string message, Exception? inner = null) : Exception(message, inner);

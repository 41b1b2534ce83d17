using ModelContextProtocol.Protocol;

namespace Baton.Mcp;

/// <summary>What a server returned, as the model reads it.</summary>
internal static class McpResult
{
    /// <summary>The result of a call.</summary>
    /// <exception cref="ToolException">The server says that the call failed.</exception>
    public static object Read(CallToolResult result, string tool)
    {
        var text = string.Join("\n", result.Content.Select(Text));
        if (result.IsError is true)
            throw new ToolException(text.Length > 0 ? text : $"The tool '{tool}' failed without a message.");
        return result.StructuredContent is { } structured ? structured : text;
    }

    private static string Text(ContentBlock block) =>
        block switch
        {
            TextContentBlock text => text.Text,
            EmbeddedResourceBlock { Resource: TextResourceContents text } => text.Text,
            ResourceLinkBlock link => link.Uri,
            _ => $"({block.Type} that cannot be shown as text)",
        };
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Baton.Mcp;

/// <summary>What a server returned, as the model reads it. What is no text is told with its type and size.</summary>
internal static class McpResult
{
    /// <summary>The result of a call.</summary>
    /// <exception cref="ToolException">The server says that the call failed.</exception>
    public static object Read(CallToolResult result, string tool)
    {
        var blocks = result.Content ?? [];
        var structured = result.StructuredContent;
        // Servers send structured content as text too, for clients that do not read it.
        var texts = blocks.Where(block => !(structured is { } value && IsSame(block, value))).Select(Text).ToList();
        if (result.IsError is not true && structured is { } only && texts.Count == 0)
            return only;
        if (structured is { } more)
            texts.Add(more.GetRawText());
        var text = string.Join("\n", texts);
        if (result.IsError is true)
            throw new ToolException(text.Length > 0 ? text : $"The tool '{tool}' failed without a message.");
        return text;
    }

    private static bool IsSame(ContentBlock block, JsonElement structured)
    {
        if (block is not TextContentBlock { Text: { } text })
            return false;
        // What is no object is wrapped into one, and its text is not.
        var bare =
            structured.ValueKind == JsonValueKind.Object && structured.TryGetProperty("result", out var wrapped)
                ? wrapped
                : (JsonElement?)null;
        if (bare is { ValueKind: JsonValueKind.String } word && word.GetString() == text)
            return true;
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return JsonElement.DeepEquals(parsed.RootElement, structured)
                || (bare is { } value && JsonElement.DeepEquals(parsed.RootElement, value));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Text(ContentBlock block) =>
        block switch
        {
            TextContentBlock text => text.Text,
            ImageContentBlock image => NotShown("image", image.MimeType, image.DecodedData.Length),
            AudioContentBlock audio => NotShown("audio", audio.MimeType, audio.DecodedData.Length),
            EmbeddedResourceBlock { Resource: TextResourceContents text } => $"{Place(text)}\n{text.Text}",
            EmbeddedResourceBlock { Resource: BlobResourceContents blob } => Blob(blob),
            ResourceLinkBlock link => Link(link),
            _ => $"({block.Type}, not shown)",
        };

    private static string Place(ResourceContents resource) =>
        resource.MimeType is { } type ? $"({resource.Uri}, {type})" : $"({resource.Uri})";

    private static string Blob(BlobResourceContents blob)
    {
        var data = blob.DecodedData;
        return IsText(blob.MimeType)
            ? $"{Place(blob)}\n{Encoding.UTF8.GetString(data.Span)}"
            : NotShown(blob.Uri, blob.MimeType ?? "of unknown type", data.Length);
    }

    private static bool IsText(string? type) =>
        type is not null
        && (
            type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
        );

    private static string NotShown(string what, string type, long size) =>
        string.Create(CultureInfo.InvariantCulture, $"({what}, {type}, {size:N0} bytes, not shown)");

    private static string Link(ResourceLinkBlock link)
    {
        var size = link.Size is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes") : null;
        var facts = string.Join(", ", new[] { link.Title ?? link.Name, link.MimeType, size }.Where(fact => fact is { Length: > 0 }));
        var description = link.Description is { Length: > 0 } words ? $": {words}" : "";
        return $"{link.Uri} ({facts}){description}";
    }
}

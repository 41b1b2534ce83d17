using System.Text;

namespace Baton.Texts.Replies;

/// <summary>Recognises an answer that is only data: a JSON object or list, also in a fence, or the frame of a tool's result.</summary>
internal static class BareData
{
    public static bool Is(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.StartsWith("<tool_response>") || text.StartsWith("<tool_result>") || text.StartsWith("[TOOL_RESULTS]"))
            return true;
        text = Unfenced(text);
        if (text.IsEmpty || text[0] is not ('{' or '['))
            return false;
        var reader = new LooseReader(text, 0);
        return reader.TryRead(new StringBuilder(text.Length)) && reader.At == text.Length;
    }

    /// <summary>The text behind data that it begins with, in lines of its own; null if it does not, or if nothing follows.</summary>
    public static string? WithoutLeading(string text)
    {
        var data = text.AsSpan().TrimStart();
        // What is in square brackets may be a mask, or a remark.
        if (!data.StartsWith("{") && !data.StartsWith("[{"))
            return null;
        var reader = new LooseReader(data, 0);
        if (!reader.TryRead(new StringBuilder(data.Length)) || !data[..reader.At].Contains('"'))
            return null;
        var rest = data[reader.At..].TrimStart(' ');
        return rest is ['\n' or '\r', ..] && rest.Trim() is { Length: > 0 } words ? words.ToString() : null;
    }

    // Without the fence, if all of the text stands in one.
    private static ReadOnlySpan<char> Unfenced(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("```") || !text.EndsWith("```") || text.Length < 6)
            return text;
        var inner = text[3..^3];
        return inner[LooseReader.NameAt(inner, 0).Length..].Trim();
    }
}

using System.Buffers;
using System.Text;

namespace Baton.Texts.Replies;

/// <summary>
/// Takes out of a text what a model writes for itself or its provider: thoughts, and the control tokens of chat formats. A token between
/// backticks is spoken of and stays.
/// </summary>
internal static class ModelMarkup
{
    /// <summary>The longest tag of a thought.</summary>
    internal const int LongestTag = 16;

    private const int LongestToken = 48;

    private static readonly string[] Thoughts = ["think", "thinking", "thought", "reasoning", "reflection", "scratchpad"];

    private static readonly SearchValues<char> Openings = SearchValues.Create("<[");

    private static readonly string[] Tokens =
    [
        "[INST]",
        "[/INST]",
        "<<SYS>>",
        "<</SYS>>",
        "<end_of_turn>",
        "<start_of_turn>",
        "<eos>",
        "<bos>",
    ];

    private static readonly string[] TurnStarts = ["<|im_start|>", "<|start_header_id|>", "<|start|>", "<start_of_turn>", "[INST]"];

    private enum Kind
    {
        None,
        ThoughtBegins,
        ThoughtEnds,
        Analysis,
        TurnBegins,
        Token,
    }

    /// <summary>The text without it: the same string if there is none.</summary>
    public static string Strip(string text)
    {
        StringBuilder? kept = null;
        var (from, at, depth, lastEnd) = (0, 0, 0, -2);
        while (at < text.Length && text.AsSpan(at).IndexOfAny(Openings) is >= 0 and var found)
        {
            at += found;
            var (kind, length) = CallMarks.IsQuoted(text, at) ? (Kind.None, 1) : At(text, at);
            if (kind == Kind.ThoughtBegins && depth == 0)
            {
                if (lastEnd == -2)
                    lastEnd = LastThoughtEnd(text);
                if (lastEnd < at && !IsAtLineStart(text, at))
                    kind = Kind.None;
            }

            if (kind == Kind.None || (depth > 0 && kind is not (Kind.ThoughtBegins or Kind.ThoughtEnds)))
            {
                at += length;
                continue;
            }

            kept ??= new StringBuilder(text.Length);
            if (depth == 0)
                kept.Append(text, from, at - from);
            at += length;
            from = at;
            switch (kind)
            {
                case Kind.ThoughtBegins when depth == 0 && lastEnd < at:
                    return kept.ToString();
                case Kind.ThoughtBegins:
                    depth++;
                    break;
                case Kind.ThoughtEnds when depth > 0:
                    depth--;
                    break;
                // Its beginning was part of the prompt, so all in front of it is a thought.
                case Kind.ThoughtEnds:
                    kept.Clear();
                    break;
                case Kind.Analysis:
                    var final = text.IndexOf("<|channel|>final", at, StringComparison.Ordinal);
                    from = at = final < 0 ? text.Length : final;
                    break;
                case Kind.TurnBegins:
                    var role = RoleAt(text, ref at);
                    // What follows is a turn that the model makes up for somebody else.
                    if (!role && !IsBlank(kept))
                        return kept.ToString();
                    from = at;
                    break;
                default:
                    break;
            }
        }

        if (kept is null)
            return text;
        if (depth == 0)
            kept.Append(text, from, text.Length - from);
        return kept.ToString();
    }

    /// <summary>The length of the token that a text begins with, or 0.</summary>
    internal static int LengthAtStart(ReadOnlySpan<char> text) => At(text, 0) is (not Kind.None, var length) ? length : 0;

    /// <summary>Whether a text begins with a thought.</summary>
    internal static bool BeginsThought(ReadOnlySpan<char> text) => At(text, 0).Kind == Kind.ThoughtBegins;

    /// <summary>Where the text behind a thought begins, or 0 if the thought has no end.</summary>
    internal static int EndOfThought(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf("</"); at >= 0; )
        {
            if (At(text, at) is (Kind.ThoughtEnds, var length))
                return at + length;
            var next = text[(at + 2)..].IndexOf("</");
            at = next < 0 ? -1 : at + 2 + next;
        }

        return 0;
    }

    /// <summary>Whether a control token or a thought begins there, as far as a text goes that is still written.</summary>
    internal static bool MayBegin(ReadOnlySpan<char> start)
    {
        if (start.StartsWith("<|") || start.StartsWith("<｜"))
            return start.Length <= LongestToken && !start.Contains('>') && !start.Contains('\n');
        foreach (var token in Tokens)
        {
            if (token.AsSpan().StartsWith(start, StringComparison.Ordinal))
                return true;
        }

        foreach (var thought in Thoughts)
        {
            if (
                $"<{thought}>".AsSpan().StartsWith(start, StringComparison.OrdinalIgnoreCase)
                || $"</{thought}>".AsSpan().StartsWith(start, StringComparison.OrdinalIgnoreCase)
            )
                return true;
        }

        return start is "<" or "</" or "</s" or "<s";
    }

    private static (Kind Kind, int Length) At(ReadOnlySpan<char> text, int at)
    {
        var rest = text.Slice(at, Math.Min(LongestToken, text.Length - at));
        foreach (var token in TurnStarts)
        {
            if (rest.StartsWith(token, StringComparison.Ordinal))
                return (Kind.TurnBegins, token.Length);
        }

        foreach (var token in Tokens)
        {
            if (rest.StartsWith(token, StringComparison.Ordinal))
                return (Kind.Token, token.Length);
        }

        if (rest.StartsWith("<|") || rest.StartsWith("<｜"))
            return ControlToken(rest);
        if (rest.StartsWith("</s>"))
            return IsSequenceEnd(text, at) && IsSequence(text[..at]) ? (Kind.Token, 4) : (Kind.None, 4);
        if (rest.StartsWith("<s>"))
            return text[..at].IsWhiteSpace() && IsSequenceEnd(text, text.IndexOf("</s>")) ? (Kind.Token, 3) : (Kind.None, 3);
        return ThoughtTag(rest);
    }

    // In HTML the same tags strike a text through: "<s>$20</s> $15".
    private static bool IsSequenceEnd(ReadOnlySpan<char> text, int at) => at < 0 || text[(at + "</s>".Length)..].IsWhiteSpace();

    private static bool IsSequence(ReadOnlySpan<char> before)
    {
        before = before.TrimStart();
        return !(before.StartsWith("<s>") ? before[3..] : before).Contains("<s>", StringComparison.Ordinal);
    }

    private static (Kind Kind, int Length) ControlToken(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('>');
        if (end < 3 || rest[end - 1] is not ('|' or '｜') || rest[..end].Contains('\n') || rest[2..].StartsWith("tool"))
            return (Kind.None, 1);
        if (rest.StartsWith("<|python_tag|>") || rest.StartsWith("<|channel|>commentary to="))
            return (Kind.None, 1);
        if (!rest.StartsWith("<|channel|>"))
            return (Kind.Token, end + 1);
        var channel = LooseReader.NameAt(rest, end + 1);
        return (channel is "analysis" or "commentary" ? Kind.Analysis : Kind.Token, end + 1 + channel.Length);
    }

    private static (Kind Kind, int Length) ThoughtTag(ReadOnlySpan<char> rest)
    {
        var isEnd = rest.StartsWith("</");
        var name = LooseReader.NameAt(rest, isEnd ? 2 : 1);
        var length = name.Length + (isEnd ? 3 : 2);
        if (rest[0] != '<' || name.IsEmpty || rest.Length < length || rest[length - 1] != '>')
            return (Kind.None, 1);
        foreach (var thought in Thoughts)
        {
            if (name.Equals(thought, StringComparison.OrdinalIgnoreCase))
                return (isEnd ? Kind.ThoughtEnds : Kind.ThoughtBegins, length);
        }

        return (Kind.None, 1);
    }

    private static int LastThoughtEnd(string text)
    {
        var last = -1;
        foreach (var thought in Thoughts)
            last = Math.Max(last, text.LastIndexOf($"</{thought}>", StringComparison.OrdinalIgnoreCase));
        return last;
    }

    private static bool IsAtLineStart(ReadOnlySpan<char> text, int at)
    {
        while (at > 0 && text[at - 1] is ' ' or '\t')
            at--;
        return at == 0 || text[at - 1] is '\n' or '>';
    }

    // Whether the turn that begins is the model's own; the role's name and the end of its header are skipped.
    private static bool RoleAt(ReadOnlySpan<char> text, ref int at)
    {
        var role = LooseReader.NameAt(text, at);
        var isOwn = role is "assistant" or "model";
        if (isOwn || role is "user" or "system" or "tool")
            at += role.Length;
        if (text[at..].StartsWith("<|end_header_id|>"))
            at += "<|end_header_id|>".Length;
        return isOwn;
    }

    private static bool IsBlank(StringBuilder text)
    {
        foreach (var chunk in text.GetChunks())
        {
            if (!chunk.Span.IsWhiteSpace())
                return false;
        }

        return true;
    }
}

using System.Buffers;

namespace Baton.Texts.Replies;

/// <summary>The marks that stand around calls in models' own formats, and nowhere in what people write to one another.</summary>
internal static class CallMarks
{
    public const string ActionInput = "Action Input:";
    public const string Action = "Action:";
    public const string Thought = "Thought:";

    private const int LongestQuoted = 64;

    // Longest first, where one begins with another.
    private static readonly string[] Openings =
    [
        "<tool_calls>",
        "<tool_call>",
        "<tool_code>",
        "<tool_use>",
        "<toolcall>",
        "<function_calls>",
        "<function_call>",
        "<functioncall>",
        "[TOOL_CALLS]",
        "<|python_tag|>",
        "<|tool",
        "<｜tool",
    ];

    private static readonly string[] Closings =
    [
        "</tool_calls>",
        "</tool_call>",
        "</tool_code>",
        "</tool_use>",
        "</toolcall>",
        "</function_calls>",
        "</function_call>",
        "</functioncall>",
        "[/TOOL_CALLS]",
    ];

    // These are followed by a name.
    private static readonly string[] Named = ["<function=", "<invoke name=", "<function name=", "<|channel|>commentary to="];

    private static readonly SearchValues<string> Any = SearchValues.Create(
        [.. Openings, .. Named, ActionInput],
        StringComparison.OrdinalIgnoreCase
    );

    /// <summary>Every mark, for a text that is still being written.</summary>
    public static IEnumerable<string> All => [.. Openings, .. Named];

    /// <summary>The length of a mark at that place that has no content of its own, or 0.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..];
        foreach (var mark in rest.StartsWith("</") || rest.StartsWith("[/") ? Closings : Openings)
        {
            if (!rest.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
                continue;
            if (mark[^1] is '>' or ']')
                return mark.Length;
            var end = rest[..Math.Min(rest.Length, 64)].IndexOf('>');
            return end < 0 ? 0 : end + 1;
        }

        return 0;
    }

    /// <summary>Where the first call in a model's own format begins, or -1.</summary>
    public static int First(string text)
    {
        var from = 0;
        while (from < text.Length && text.AsSpan(from).IndexOfAny(Any) is >= 0 and var found)
        {
            var at = from + found;
            if (IsActionInput(text, at))
            {
                if (ActionBefore(text, at) is >= 0 and var action)
                    return action;
            }
            else if (!IsQuoted(text, at))
            {
                return at;
            }

            from = at + 1;
        }

        return -1;
    }

    /// <summary>Whether a call in a model's own format is in the text. A format's mark alone, in a sentence, is none.</summary>
    public static bool IsCallIn(string text)
    {
        var from = 0;
        while (from < text.Length && text.AsSpan(from).IndexOfAny(Any) is >= 0 and var found)
        {
            var at = from + found;
            from = at + 1;
            if (IsActionInput(text, at) ? ActionBefore(text, at) >= 0 : !IsQuoted(text, at) && IsFollowedByCall(text, at))
                return true;
        }

        return false;
    }

    /// <summary>Whether what stands in front of a call is the model's own thought.</summary>
    public static bool IsThought(ReadOnlySpan<char> words) =>
        words.IsEmpty || words.StartsWith(Thought, StringComparison.OrdinalIgnoreCase) || words.StartsWith("Question:");

    /// <summary>Whether a mark is only spoken of: it stands between quotes or backticks.</summary>
    public static bool IsQuoted(ReadOnlySpan<char> text, int at) => at > 0 && IsQuoted(text[at - 1], text[at..]) == true;

    /// <summary>The same for a text that is still being written; null if that is not known yet.</summary>
    /// <param name="before">The character in front of the mark.</param>
    /// <param name="rest">The text from the mark on.</param>
    public static bool? IsQuoted(char before, ReadOnlySpan<char> rest)
    {
        var close = before switch
        {
            '`' or '"' or '\'' => before,
            '“' => '”',
            '‘' => '’',
            '«' => '»',
            _ => '\0',
        };
        if (close == '\0')
            return false;
        var end = rest[..Math.Min(rest.Length, LongestQuoted)].IndexOfAny('>', ']');
        if (end < 0)
            return rest.Length < LongestQuoted ? null : false;
        return end + 1 == rest.Length ? null : rest[end + 1] == close;
    }

    private static bool IsActionInput(string text, int at) => text[at] is 'A' or 'a';

    private static bool IsFollowedByCall(ReadOnlySpan<char> text, int at)
    {
        foreach (var named in Named)
        {
            if (text[at..].StartsWith(named, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        // A control token is never part of an answer.
        if (text[at..].StartsWith("<|") || text[at..].StartsWith("<｜"))
            return true;
        var rest = text[(at + Math.Max(1, LengthAt(text, at)))..].TrimStart();
        if (rest.IsEmpty || rest[0] is '{' or '[' or '<' || rest.StartsWith("```"))
            return true;
        var name = LooseReader.NameAt(rest, 0);
        var behind = rest[name.Length..];
        return !name.IsEmpty && !behind.IsEmpty && behind[0] is '(' or '[' or '{' or '\n' or '<';
    }

    // "Action:" and a name on the line in front of "Action Input:".
    private static int ActionBefore(ReadOnlySpan<char> text, int input)
    {
        var before = text[..input].TrimEnd();
        var action = before[LineStart(before)..].TrimStart();
        if (!action.StartsWith(Action, StringComparison.OrdinalIgnoreCase))
            return -1;
        var name = action[Action.Length..].Trim(" \t`*[]\"'");
        return NamedCalls.IsName(name) ? before.Length - action.Length : -1;
    }

    // A line in front of "Action Input:" is short. One that is longer is no name.
    private static int LineStart(ReadOnlySpan<char> text)
    {
        var from = Math.Max(0, text.Length - 256);
        return from + text[from..].LastIndexOf('\n') + 1;
    }
}

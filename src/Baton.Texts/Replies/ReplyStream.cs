using System.Buffers;
using System.Collections.Frozen;
using Baton.Texts.Clearances;

namespace Baton.Texts.Replies;

/// <summary>
/// Decides what of a reply may be shown while a model writes it. Ordinary words are shown at once. What begins like a thought, a call or a
/// mask is kept back until it is known to be none, or until the reply is complete.
/// </summary>
/// <param name="tools">The names of the tools that the model has.</param>
/// <param name="masking">The masks that the model reads.</param>
public sealed class ReplyStream(FrozenSet<string> tools, Masking masking)
{
    // Nothing that is looked at before it is decided is longer.
    private const int Longest = 256;

    private static readonly SearchValues<char> Marks = SearchValues.Create("<[{(\n");

    private static readonly string[] CallTexts = [.. CallMarks.All];

    private readonly char[] tail = new char[64];
    private int tailLength;
    private State state = State.Start;
    private string pending = "";
    private char last = '\n';
    private int shown;
    private uint shownHash;

    private enum State
    {
        // Nothing but space and thoughts has come.
        Start,
        Thought,
        Words,

        // The rest is decided when it is complete.
        Kept,
    }

    private enum Verdict
    {
        Words,
        Wait,
        Keep,
        Thought,
    }

    /// <summary>Takes the next piece. Returns what is shown now; empty for nothing.</summary>
    public string Add(string piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        if (state == State.Kept)
            return "";
        if (state == State.Words && pending.Length == 0 && !MayHold(piece))
            return Shown(piece, piece.Length);
        var text = pending.Length == 0 ? piece : pending + piece;
        pending = "";
        if (state == State.Thought && !TryEndThought(ref text))
            return "";
        while (state == State.Start)
        {
            text = text.TrimStart();
            switch (AtStart(text))
            {
                case Verdict.Wait:
                    pending = text;
                    return "";
                case Verdict.Keep:
                    state = State.Kept;
                    return "";
                case Verdict.Thought:
                    state = State.Thought;
                    if (!TryEndThought(ref text))
                        return "";
                    break;
                default:
                    state = State.Words;
                    break;
            }
        }

        return Words(text);
    }

    /// <summary>What is still to be shown of the complete reply; null if what was shown is not how it begins.</summary>
    /// <param name="words">The part of the reply for the customer.</param>
    public string? Rest(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var text = words.AsSpan().TrimStart();
        return text.Length >= shown && Hash(0, text[..shown]) == shownHash ? text[shown..].ToString() : null;
    }

    private static uint Hash(uint hash, ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
            hash = (hash * 31) + letter;
        return hash;
    }

    private string Shown(string text, int length)
    {
        if (length == 0)
            return "";
        var part = text.AsSpan(0, length);
        last = part[^1];
        shown += length;
        shownHash = Hash(shownHash, part);
        AddToTail(part);
        return length == text.Length ? text : text[..length];
    }

    // The name that the shown text ends with, in case a bracket follows.
    private void AddToTail(ReadOnlySpan<char> part)
    {
        var from = part.Length;
        while (from > 0 && IsOfName(part[from - 1]))
            from--;
        if (from > 0)
            tailLength = 0;
        var name = part[from..];
        if (tailLength + name.Length > tail.Length)
        {
            tailLength = 0;
            return;
        }

        name.CopyTo(tail.AsSpan(tailLength));
        tailLength += name.Length;
    }

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-';

    private bool MayHold(ReadOnlySpan<char> piece) => piece.ContainsAny(Marks) || (last == '\n' && piece is ['A' or 'a', ..]);

    private string Words(string text)
    {
        if (last == '\n' && Action(text) is not Verdict.Words and var action)
            return Hold(text, 0, action);
        var at = 0;
        while (text.AsSpan(at).IndexOfAny(Marks) is >= 0 and var found)
        {
            at += found;
            var verdict = At(text, at);
            if (verdict != Verdict.Words)
                return Hold(text, text[at] == '\n' ? at + 1 : at, verdict);
            at++;
        }

        return Shown(text, text.Length);
    }

    private string Hold(string text, int at, Verdict verdict)
    {
        if (verdict == Verdict.Wait)
            pending = text[at..];
        else
            state = State.Kept;
        return Shown(text, at);
    }

    private Verdict At(string text, int at)
    {
        var rest = text.AsSpan(at);
        switch (text[at])
        {
            case '\n':
                return Action(rest[1..]);
            case '(':
                return IsToolBefore(text.AsSpan(0, at)) ? Verdict.Keep : Verdict.Words;
            case '{':
                return Object(rest);
            default:
                return Quotable(at > 0 ? text[at - 1] : last, rest);
        }
    }

    private Verdict Quotable(char before, ReadOnlySpan<char> rest)
    {
        var verdict = Mark(rest);
        if (verdict == Verdict.Words || CallMarks.IsQuoted(before, rest) is not { } isQuoted)
            return verdict == Verdict.Words ? verdict : Verdict.Wait;
        // A mask is put into words also between quotes.
        return !isQuoted ? verdict
            : rest[0] == '[' ? Mask(rest)
            : Verdict.Words;
    }

    private bool IsToolBefore(ReadOnlySpan<char> text)
    {
        var from = text.Length;
        while (from > 0 && IsOfName(text[from - 1]))
            from--;
        var name = text[from..];
        return tools.Contains(from > 0 ? name.ToString() : string.Concat(tail.AsSpan(0, tailLength), name));
    }

    private Verdict AtStart(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return Verdict.Wait;
        switch (text[0])
        {
            case '{':
                return Verdict.Keep;
            case '<':
                return ModelMarkup.BeginsThought(text) ? Verdict.Thought : Mark(text);
            case '[':
                return Mark(text) is not Verdict.Words and var verdict ? verdict : List(text[1..].TrimStart());
            case '`':
                return Fence(text);
        }

        if (IsBeginOf(text, CallMarks.Thought))
            return text.Length < CallMarks.Thought.Length ? Verdict.Wait : Verdict.Keep;
        return Action(text) is not Verdict.Words and var action ? action : Python(text);
    }

    private Verdict Mark(ReadOnlySpan<char> rest)
    {
        if (ModelMarkup.LengthAtStart(rest) > 0)
            return Verdict.Keep;
        var verdict = ModelMarkup.MayBegin(rest) ? Verdict.Wait : Verdict.Words;
        foreach (var mark in CallTexts)
        {
            if (rest.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
                return Verdict.Keep;
            if (IsBeginOf(rest, mark))
                verdict = Verdict.Wait;
        }

        return verdict == Verdict.Words && rest[0] == '[' ? Mask(rest) : verdict;
    }

    private Verdict Mask(ReadOnlySpan<char> rest) =>
        rest.Length > Longest ? Verdict.Words
        : masking.IsMaskAtStart(rest) ? Verdict.Keep
        : masking.MayBeginMask(rest) ? Verdict.Wait
        : Verdict.Words;

    // A list at the beginning is data, or python calls, unless it is "[1] First" or "[a link](…)".
    private Verdict List(ReadOnlySpan<char> inner)
    {
        if (inner.IsEmpty)
            return Verdict.Wait;
        if (inner[0] is '{' or '[' or '"' or '\'')
            return Verdict.Keep;
        if (!char.IsAsciiDigit(inner[0]) && inner[0] != '-')
            return Python(inner);
        var end = inner.IndexOfAnyExcept("0123456789.,- \n\r\t");
        if (end >= 0 && inner[end] != ']')
            return Verdict.Words;
        return inner.Length > Longest || (end >= 0 && !inner[(end + 1)..].IsWhiteSpace()) ? Verdict.Words : Verdict.Wait;
    }

    private Verdict Fence(ReadOnlySpan<char> text)
    {
        if (text.Length < 3)
            return text.IndexOfAnyExcept('`') < 0 ? Verdict.Wait : Verdict.Words;
        if (!text.StartsWith("```"))
            return Verdict.Words;
        var inner = text[3..];
        var language = LooseReader.NameAt(inner, 0).Length;
        if (language == inner.Length)
            return inner.Length > Longest ? Verdict.Words : Verdict.Wait;
        inner = inner[language..].TrimStart();
        return inner is ['`', ..] ? Verdict.Words : AtStart(inner);
    }

    private Verdict Python(ReadOnlySpan<char> text)
    {
        var name = LooseReader.NameAt(text, 0);
        if (name.IsEmpty || name.Length > Longest)
            return Verdict.Words;
        var isLikeCode = name.IndexOfAny('_', '.') > 0 || name is "print";
        if (name.Length < text.Length)
            return text[name.Length] == '(' && (isLikeCode || tools.Contains(name.ToString())) ? Verdict.Keep : Verdict.Words;
        if (isLikeCode)
            return Verdict.Wait;
        foreach (var tool in tools)
        {
            if (tool.AsSpan().StartsWith(name, StringComparison.Ordinal))
                return Verdict.Wait;
        }

        return Verdict.Words;
    }

    // "Action: name", and "Action Input:" on the next line.
    private static Verdict Action(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || !IsBeginOf(line, CallMarks.Action) || line.Length > Longest)
            return Verdict.Words;
        if (line.Length <= CallMarks.Action.Length)
            return Verdict.Wait;
        var name = line[CallMarks.Action.Length..];
        var end = name.TrimStart().IndexOf('\n') < 0 ? -1 : name.IndexOf('\n');
        var trimmed = (end < 0 ? name : name[..end]).Trim(" \t\r`*[]\"'");
        if (!trimmed.IsEmpty && !NamedCalls.IsName(trimmed))
            return Verdict.Words;
        if (end < 0)
            return Verdict.Wait;
        var next = name[end..].TrimStart();
        return next.IsEmpty ? Verdict.Wait
            : !IsBeginOf(next, CallMarks.ActionInput) ? Verdict.Words
            : next.Length < CallMarks.ActionInput.Length ? Verdict.Wait
            : Verdict.Keep;
    }

    // An object in a sentence is a call if it begins with a name.
    private static Verdict Object(ReadOnlySpan<char> rest)
    {
        if (rest.Length > Longest)
            return Verdict.Words;
        var key = rest[1..].TrimStart();
        if (key.IsEmpty)
            return Verdict.Wait;
        if (key[0] is not ('"' or '\''))
            return Verdict.Words;
        var end = key[1..].IndexOf(key[0]);
        if (end >= 0)
            return NamedCalls.IsNameKey(key.Slice(1, end)) ? Verdict.Keep : Verdict.Words;
        return NamedCalls.MayBeNameKey(key[1..]) ? Verdict.Wait : Verdict.Words;
    }

    // Whether one of the two is how the other begins.
    private static bool IsBeginOf(ReadOnlySpan<char> text, string mark) =>
        text.Length < mark.Length
            ? mark.AsSpan().StartsWith(text, StringComparison.OrdinalIgnoreCase)
            : text.StartsWith(mark, StringComparison.OrdinalIgnoreCase);

    private bool TryEndThought(ref string text)
    {
        if (ModelMarkup.EndOfThought(text) is > 0 and var end)
        {
            text = text[end..];
            state = State.Start;
            return true;
        }

        // The end of what came may be half of a tag.
        pending = text.Length <= ModelMarkup.LongestTag ? text : text[^ModelMarkup.LongestTag..];
        return false;
    }
}

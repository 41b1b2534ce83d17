using System.Globalization;
using System.Text;
using Baton.Teams.Markers;
using Baton.Texts.Facts;
using Baton.Texts.Searches;

namespace Baton.States.Histories;

/// <summary>
/// What a model reads of a text that would fill its window: the beginning, what identifies things in the rest, the end, and how to read on.
/// The journal has all of it.
/// </summary>
internal static class Excerpt
{
    /// <summary>The share of a window that one text may take.</summary>
    public const int ShareOfWindow = 4;

    /// <summary>The tokens below which no text is cut, however little room there is.</summary>
    public const int Least = 256;

    // In characters. Longer tokens are rare.
    private const int LongestToken = 16;

    // The facts are looked for in a part of the rest, so that the work for a text is bounded.
    private const int MostSearched = 60_000;
    private const int MostFacts = 16;
    private const int LongestFacts = 600;

    /// <summary>Whether a text surely has at most these tokens: none is shorter than a byte.</summary>
    public static bool IsShort(string text, int tokens) =>
        text.Length <= tokens / 3 || (text.Length <= tokens && Encoding.UTF8.GetByteCount(text) <= tokens);

    /// <summary>The text as a model reads it; the text itself if it is not longer than that.</summary>
    /// <param name="text">The text.</param>
    /// <param name="entry">The entry that it is in.</param>
    /// <param name="longest">How many tokens it may have.</param>
    /// <param name="countTokens">Counts the tokens of a text.</param>
    public static string Of(string text, long entry, int longest, Func<string, int> countTokens)
    {
        // What lies behind as many characters for each token is cut whatever it is, and need not be counted.
        if (text.Length <= longest * LongestToken && countTokens(text) <= longest)
            return text;
        var (head, facts, tail) = Parts(text, longest, countTokens);
        var named = facts.Length > 0 ? $" In the rest, among others: {facts}." : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{head}…\n(Cut by the runtime: entry {entry} has {text.Length:N0} characters, and this was the beginning.{named} Read on with "
                + $"read_history {{\"entry\": {entry}, \"offset\": {head.Length}}}. Its end:)\n…{tail}"
        );
    }

    /// <summary>The same without a way to read on, for a summary that names the entries.</summary>
    public static string GistOf(string text, int longest, Func<string, int> countTokens)
    {
        var (head, facts, tail) = Parts(text, longest, countTokens);
        return $"{head}…\n{(facts.Length > 0 ? $"…{facts}…\n" : "")}…{tail}";
    }

    private static (string Head, string Facts, string Tail) Parts(string text, int longest, Func<string, int> countTokens)
    {
        var head = Cut(text, longest * 3 / 4, countTokens, isEnd: false);
        var rest = text.Substring(head.Length, Math.Min(text.Length - head.Length, MostSearched));
        return (head, FactsIn(rest), Cut(text[head.Length..], longest / 8, countTokens, isEnd: true));
    }

    private static string Cut(string text, int tokens, Func<string, int> countTokens, bool isEnd)
    {
        var length = Math.Min(text.Length, tokens * LongestToken);
        var part = Part(text, length, isEnd);
        for (var counted = countTokens(part); counted > tokens; counted = countTokens(part))
        {
            length = Math.Min(part.Length - 1, (int)((long)part.Length * tokens / counted));
            part = Part(text, length, isEnd);
        }

        return part;
    }

    // A character that is made of two is not cut in two.
    private static string Part(string text, int length, bool isEnd)
    {
        if (isEnd)
        {
            var from = text.Length - length;
            return text[(from + (length > 0 && from > 0 && char.IsLowSurrogate(text[from]) ? 1 : 0))..];
        }

        return text[..(length - (length > 0 && length < text.Length && char.IsLowSurrogate(text[length]) ? 1 : 0))];
    }

    private static string FactsIn(string rest)
    {
        var facts = new StringBuilder();
        foreach (
            var fact in FactFinder
                .FindIn(new Utterance("", rest, Seq: 0, IsCustomer: false), previous: null)
                .Where(fact => fact.Kind is not (FactKind.Name or FactKind.Answer or FactKind.Other or FactKind.Quote))
                .DistinctBy(fact => (fact.Kind, fact.Value))
                .Take(MostFacts)
        )
        {
            if (facts.Length + fact.Text.Length > LongestFacts)
                break;
            facts.Append(facts.Length == 0 ? "" : ", ").Append(TextPart.First(fact.Text, LongestFacts / 4));
        }

        return OneLine.Of(facts.ToString());
    }
}

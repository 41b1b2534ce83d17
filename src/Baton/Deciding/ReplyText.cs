using Baton.States;
using Baton.States.Issues;
using Baton.Texts.Searches;

namespace Baton.Deciding;

/// <summary>Joins the parts of a turn's reply for the customer.</summary>
internal static class ReplyText
{
    // A customer reads a short heading.
    private const int MostTitles = 8;
    private const int LongestTitle = 200;

    /// <summary>
    /// What a customer reads of a text that was cut off: its whole sentences, if they are most of it, and a word about the rest.
    /// </summary>
    public static string OfCutOff(string text, string note)
    {
        var end = text.AsSpan().LastIndexOfAny(".!?。！？") + 1;
        return $"{(end * 2 > text.Length ? text[..end] : text + "…")}\n\n{note}";
    }

    public static string Of(IReadOnlyList<ReplyPart> parts, Ledger ledger, bool isPerIssue)
    {
        parts = EachOnce(parts);
        var texts = new string[parts.Count];
        for (var index = 0; index < texts.Length; index++)
            texts[index] = Of(parts[index], ledger, isPerIssue);
        return string.Join("\n\n", texts);
    }

    // Two agents that say the same, or one that repeats itself for its next issue, say it once, under the titles of both. Most parts differ
    // in their first letters, so this costs no list until two are the same.
    private static IReadOnlyList<ReplyPart> EachOnce(IReadOnlyList<ReplyPart> parts)
    {
        List<ReplyPart>? once = null;
        for (var index = 1; index < parts.Count; index++)
        {
            var before = once?.Count ?? index;
            var place = 0;
            while (place < before && !IsSame((once ?? parts)[place].Text, parts[index].Text))
                place++;
            if (place == before)
            {
                once?.Add(parts[index]);
                continue;
            }

            once ??= [.. parts.Take(index)];
            once[place] = once[place] with { Issues = [.. once[place].Issues.Union(parts[index].Issues)] };
        }

        return once ?? parts;
    }

    // White space and case make no other words.
    private static bool IsSame(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        while (true)
        {
            one = one.TrimStart();
            other = other.TrimStart();
            var word = WordAt(one);
            if (!word.Equals(WordAt(other), StringComparison.OrdinalIgnoreCase))
                return false;
            if (word.IsEmpty)
                return true;
            one = one[word.Length..];
            other = other[word.Length..];
        }
    }

    private static ReadOnlySpan<char> WordAt(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        return text[..end];
    }

    private static string Of(ReplyPart part, Ledger ledger, bool isPerIssue) =>
        isPerIssue && !part.Issues.IsEmpty ? $"{TitlesOf(part, ledger)}:\n{part.Text.Trim()}" : part.Text.Trim();

    private static string TitlesOf(ReplyPart part, Ledger ledger)
    {
        var titles = part
            .Issues.Take(MostTitles)
            .Select(id => TextPart.First(ledger.Find(id)!.Title.ReplaceLineEndings(" "), LongestTitle));
        var more = part.Issues.Length > MostTitles ? $"; and {part.Issues.Length - MostTitles} more" : "";
        return string.Join("; ", titles) + more;
    }
}

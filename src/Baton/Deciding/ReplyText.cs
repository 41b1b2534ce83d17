using Baton.States;
using Baton.States.Issues;

namespace Baton.Deciding;

/// <summary>Joins the parts of a turn's reply for the customer.</summary>
internal static class ReplyText
{
    // A customer reads a short heading.
    private const int MostTitles = 8;

    private const string Marks = ".,;:!?…*_\"“”„«»()。、，！？";

    /// <summary>
    /// What a customer reads of a text that was cut off: its whole sentences, if they are most of it, and a word about the rest.
    /// </summary>
    public static string OfCutOff(string text, string note)
    {
        var end = text.AsSpan().LastIndexOfAny(".!?。！？") + 1;
        return $"{(end * 2 > text.Length ? text[..end] : text + "…")}\n\n{note}";
    }

    public static string Of(IReadOnlyList<ReplyPart> parts, Ledger ledger, Team team)
    {
        parts = EachOnce(parts);
        var texts = new string[parts.Count];
        for (var index = 0; index < texts.Length; index++)
            texts[index] = Of(parts[index], ledger, team);
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

    // White space, case and punctuation at the ends of words make no other words. A sign within or before one does: "-5", "3.5", "C#".
    private static bool IsSame(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        while (true)
        {
            var word = TakeWord(ref one);
            if (!word.Equals(TakeWord(ref other), StringComparison.OrdinalIgnoreCase))
                return false;
            if (word.IsEmpty)
                return true;
        }
    }

    // The next word without the marks around it; empty at the end. Marks alone are no word.
    private static ReadOnlySpan<char> TakeWord(ref ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            text = text.TrimStart();
            var end = 0;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
                end++;
            var word = text[..end].Trim(Marks);
            text = text[end..];
            if (!word.IsEmpty)
                return word;
        }

        return text;
    }

    private static string Of(ReplyPart part, Ledger ledger, Team team) =>
        team.RepliesPerIssue && !part.Issues.IsEmpty ? $"{TitlesOf(part, ledger, team)}:\n{part.Text.Trim()}" : part.Text.Trim();

    private static string TitlesOf(ReplyPart part, Ledger ledger, Team team)
    {
        var titles = part.Issues.Take(MostTitles).Select(id => CustomerText.TitleOf(ledger.Find(id)!, team));
        var more = part.Issues.Length > MostTitles ? $"; and {part.Issues.Length - MostTitles} more" : "";
        return string.Join("; ", titles) + more;
    }
}

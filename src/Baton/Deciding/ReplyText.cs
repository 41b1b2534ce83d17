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

    public static string Of(IReadOnlyList<ReplyPart> parts, Ledger ledger, bool isPerIssue)
    {
        if (parts.Count > 1)
            parts = EachOnce(parts);
        var texts = new string[parts.Count];
        for (var index = 0; index < texts.Length; index++)
            texts[index] = Of(parts[index], ledger, isPerIssue);
        return string.Join("\n\n", texts);
    }

    // Two agents that say the same, or one that repeats itself for its next issue, say it once, under the titles of both.
    private static IReadOnlyList<ReplyPart> EachOnce(IReadOnlyList<ReplyPart> parts)
    {
        var places = new Dictionary<string, int>(parts.Count, StringComparer.OrdinalIgnoreCase);
        var once = new List<ReplyPart>(parts.Count);
        foreach (var part in parts)
        {
            var words = string.Join(' ', part.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (places.TryAdd(words, once.Count))
                once.Add(part);
            else
                once[places[words]] = Joined(once[places[words]], part);
        }

        return once;
    }

    private static ReplyPart Joined(ReplyPart part, ReplyPart same) => part with { Issues = [.. part.Issues.Union(same.Issues)] };

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

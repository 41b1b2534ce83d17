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
        var texts = new string[parts.Count];
        for (var index = 0; index < texts.Length; index++)
            texts[index] = Of(parts[index], ledger, isPerIssue);
        return string.Join("\n\n", texts);
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

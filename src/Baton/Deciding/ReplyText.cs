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

    public static string Of(IEnumerable<ReplyPart> parts, Ledger ledger, bool isPerIssue) =>
        parts is IReadOnlyList<ReplyPart> and [var only] && !(isPerIssue && !only.Issues.IsEmpty)
            ? only.Text.Trim()
            : string.Join(
                "\n\n",
                parts.Select(part =>
                    isPerIssue && !part.Issues.IsEmpty ? $"{TitlesOf(part, ledger)}:\n{part.Text.Trim()}" : part.Text.Trim()
                )
            );

    private static string TitlesOf(ReplyPart part, Ledger ledger)
    {
        var titles = part
            .Issues.Take(MostTitles)
            .Select(id => TextPart.First(ledger.Find(id)!.Title.ReplaceLineEndings(" "), LongestTitle));
        var more = part.Issues.Count > MostTitles ? $"; and {part.Issues.Count - MostTitles} more" : "";
        return string.Join("; ", titles) + more;
    }
}

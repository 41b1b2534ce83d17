using Baton.States;
using Baton.States.Issues;

namespace Baton.Deciding;

/// <summary>Joins the parts of a turn's reply for the customer.</summary>
internal static class ReplyText
{
    public static string Of(IEnumerable<ReplyPart> parts, Ledger ledger, bool isPerIssue) =>
        parts is IReadOnlyList<ReplyPart> and [var only] && !(isPerIssue && !only.Issues.IsEmpty)
            ? only.Text.Trim()
            : string.Join(
                "\n\n",
                parts.Select(part =>
                    isPerIssue && !part.Issues.IsEmpty ? $"{TitlesOf(part, ledger)}:\n{part.Text.Trim()}" : part.Text.Trim()
                )
            );

    private static string TitlesOf(ReplyPart part, Ledger ledger) =>
        string.Join("; ", part.Issues.Select(id => ledger.Find(id)!.Title.ReplaceLineEndings(" ")));
}

using Baton.States;
using Baton.States.Issues;

namespace Baton.Deciding;

/// <summary>Joins the parts of a turn's reply for the customer.</summary>
internal static class ReplyText
{
    public static string Of(IEnumerable<ReplyPart> parts, Ledger ledger, bool isPerIssue) =>
        parts is IReadOnlyList<ReplyPart> and [var only]
            ? Of(only, ledger, isPerIssue)
            : string.Join("\n\n", parts.Select(part => Of(part, ledger, isPerIssue)));

    private static string Of(ReplyPart part, Ledger ledger, bool isPerIssue) =>
        isPerIssue && !part.Issues.IsEmpty
            ? $"{string.Join("; ", part.Issues.Select(id => ledger.Find(id)!.Title.ReplaceLineEndings(" ")))}:\n{part.Text.Trim()}"
            : part.Text.Trim();
}

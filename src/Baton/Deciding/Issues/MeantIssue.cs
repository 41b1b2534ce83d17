using Baton.Deciding.Handoffs;
using Baton.States;
using Baton.States.Issues;

namespace Baton.Deciding.Issues;

/// <summary>An issue that a transfer names.</summary>
/// <param name="Known">The issue; null for a new one.</param>
/// <param name="Title">Its title.</param>
/// <param name="IsInOtherLeg">Whether another leg has it, or whoever delegated this one: it is not the sender's to give.</param>
internal readonly record struct MeantIssue(Issue? Known, string Title, bool IsInOtherLeg)
{
    /// <summary>The issues of a transfer. If it names none, they are the sender's issues, or else a new one.</summary>
    /// <param name="state">The conversation as it stands.</param>
    /// <param name="transfer">The transfer.</param>
    public static List<MeantIssue> Of(ConversationState state, Transfer transfer)
    {
        var ledger = state.Ledger;
        if (transfer.Issues.Count > 0)
        {
            var meant = new List<MeantIssue>(transfer.Issues.Count);
            for (var index = 0; index < transfer.Issues.Count; index++)
            {
                var one = Of(state, transfer, transfer.Issues[index]);
                if (!HasTitle(meant, one.Title))
                    meant.Add(one);
            }

            return meant;
        }

        var own = ledger.WorkFor(state.Holder);
        if (!own.IsEmpty)
            return [.. own.Select(issue => new MeantIssue(issue, issue.Title, IsInOtherLeg: false))];
        return ledger.Unended.FirstOrDefault(transfer.Gave) is { } kept
            ? [new MeantIssue(kept, kept.Title, IsInOtherLeg: false)]
            : [Of(state, transfer, transfer.Summary)];
    }

    private static bool HasTitle(List<MeantIssue> meant, string title)
    {
        foreach (var one in meant)
        {
            if (string.Equals(one.Title, title, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static MeantIssue Of(ConversationState state, Transfer transfer, string named)
    {
        var ledger = state.Ledger;
        // The note to another leg's issue was added already, even if that issue has ended since.
        var noted = state.Turn?.Reply?.Repeated ?? [];
        foreach (var (call, id) in noted)
        {
            if (
                call == transfer.CallId
                && ledger.Find(id) is { } repeated
                && (IssueId.Read(named) == id || Ledger.IsSameTitle(repeated.Title, named))
            )
                return new MeantIssue(repeated, repeated.Title, IsInOtherLeg: true);
        }

        var title = named;
        if (IssueId.Read(named) is { } number && ledger.Find(number) is { } numbered)
        {
            if (ledger.Holds(number) || !numbered.IsEnded)
                return new MeantIssue(numbered, numbered.Title, IsInOtherLeg: !ledger.Holds(number));
            // An ended issue of another leg cannot be reopened here, so a new issue with its title is opened.
            title = numbered.Title;
        }

        if (ledger.FindByTitle(title) is { } own)
            return new MeantIssue(own, own.Title, IsInOtherLeg: false);
        return ledger.FindByTitleInOtherLeg(title) is { } others
            ? new MeantIssue(others, others.Title, IsInOtherLeg: true)
            : new MeantIssue(null, title, IsInOtherLeg: false);
    }
}

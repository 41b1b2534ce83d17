using Baton.Deciding.Handoffs;
using Baton.States;
using Baton.States.Issues;
using Baton.Texts.Searches;

namespace Baton.Deciding.Issues;

/// <summary>An issue that a transfer names.</summary>
/// <param name="Known">The issue; null for a new one.</param>
/// <param name="Title">Its title.</param>
/// <param name="IsInOtherLeg">Whether another leg has it, or whoever delegated this one: it is not the sender's to give.</param>
internal readonly record struct MeantIssue(Issue? Known, string Title, bool IsInOtherLeg)
{
    // Titles that say nothing of what the customer wants. Such an issue gets the sender's summary as its title.
    private static readonly string[] Generic =
    [
        "request",
        "requests",
        "issue",
        "issues",
        "help",
        "question",
        "questions",
        "problem",
        "problems",
        "inquiry",
        "enquiry",
        "support",
        "ticket",
        "task",
        "case",
        "general",
        "other",
        "new issue",
        "new request",
        "customer request",
        "customer issue",
        "customer question",
        "user request",
        "support request",
        "general request",
        "general inquiry",
        "title",
    ];

    /// <summary>The issues of a transfer. If it names none, they are the sender's issues, or else a new one.</summary>
    /// <param name="state">The conversation as it stands.</param>
    /// <param name="transfer">The transfer.</param>
    /// <param name="target">The agent that the sender named, which need not be the one that gets the issues first.</param>
    public static List<MeantIssue> Of(ConversationState state, Transfer transfer, string target)
    {
        var ledger = state.Ledger;
        if (transfer.Issues.Count > 1 || (transfer.Issues.Count == 1 && !IsUntitled(state, transfer, target)))
        {
            var meant = new List<MeantIssue>(transfer.Issues.Count);
            for (var index = 0; index < transfer.Issues.Count; index++)
            {
                var one = Of(state, transfer, target, transfer.Issues[index]);
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
            : [Of(state, transfer, target, transfer.Summary)];
    }

    /// <summary>Whether a title says nothing of what the customer wants.</summary>
    public static bool IsGeneric(string title)
    {
        foreach (var generic in Generic)
        {
            if (Ledger.IsSameTitle(generic, title))
                return true;
        }

        return false;
    }

    // One issue with a title that says nothing, and that is no title of an issue from before.
    private static bool IsUntitled(ConversationState state, Transfer transfer, string target) =>
        IsGeneric(transfer.Issues[0])
        && (state.Ledger.FindByTitle(transfer.Issues[0]) is not { } known || IsAnother(state, transfer, target, known, transfer.Issues[0]));

    // The very same title for two agents is how a model that has no title says two issues. The same words in another writing are a slip.
    private static bool IsAnother(ConversationState state, Transfer transfer, string target, Issue known, string title) =>
        (known.Title == title || IsGeneric(title)) && IsOfOtherTransfer(state, transfer, target, known);

    // Whether another transfer of the reply opened it, for another agent: then the same words mean another issue.
    private static bool IsOfOtherTransfer(ConversationState state, Transfer transfer, string target, Issue issue) =>
        transfer.Routed is null
        && issue.Id.Value > (state.Turn?.Reply?.IssuesBefore ?? int.MaxValue)
        && issue.GivenBy is { } call
        && call != transfer.CallId
        && (issue.Suggested ?? issue.Owner) != target;

    private static bool HasTitle(List<MeantIssue> meant, string title)
    {
        foreach (var one in meant)
        {
            if (string.Equals(one.Title, title, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static MeantIssue Of(ConversationState state, Transfer transfer, string target, string named)
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
        if (IssueId.Read(named) is { } number)
        {
            if (ledger.Find(number) is not { } numbered || IsOfOtherTransfer(state, transfer, target, numbered))
                // A number that does not exist yet means a new issue. Several "Issue 8" of one transfer are as good as titles.
                title =
                    transfer.Issues.Count == 1 || char.IsAsciiDigit(named[0]) || named[0] == '#'
                        ? TextPart.First(transfer.Summary, Transfer.LongestTitle)
                        : named;
            else if (ledger.Holds(number) || !numbered.IsEnded)
                return new MeantIssue(numbered, numbered.Title, IsInOtherLeg: !ledger.Holds(number));
            else
                // An ended issue of another leg cannot be reopened here, so a new issue with its title is opened.
                title = numbered.Title;
        }

        if (ledger.FindByTitle(title) is { } own)
            return IsAnother(state, transfer, target, own, title)
                ? Another(ledger, transfer, target, title)
                : new MeantIssue(own, own.Title, IsInOtherLeg: false);
        return ledger.FindByTitleInOtherLeg(title) is { } others
            ? new MeantIssue(others, others.Title, IsInOtherLeg: true)
            : new MeantIssue(null, title, IsInOtherLeg: false);
    }

    // Two issues that have not ended never have one title. The summary is the better one, but it is of one issue only.
    private static MeantIssue Another(Ledger ledger, Transfer transfer, string target, string title)
    {
        var titles =
            transfer.Issues.Count == 1
                ? new[] { TextPart.First(transfer.Summary, Transfer.LongestTitle), $"{title} ({target})" }
                : [$"{title} ({target})"];
        foreach (var other in titles)
        {
            var known = ledger.FindByTitle(other);
            if (known is null ? ledger.FindByTitleInOtherLeg(other) is null : transfer.Gave(known))
                return new MeantIssue(known, other, IsInOtherLeg: false);
        }

        return new MeantIssue(null, $"{title} ({target}, {ledger.NextId})", IsInOtherLeg: false);
    }
}

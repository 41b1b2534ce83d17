using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.States.Issues;

/// <summary>Folds <c>update_issue</c> calls into the turn under way. Pure; it runs after the rest of the fold.</summary>
internal static class UpdateFold
{
    /// <summary>The state with what the entry says about an update.</summary>
    /// <param name="before">The state before the entry.</param>
    /// <param name="after">The state after the folds that ran before this one.</param>
    /// <param name="entry">The entry.</param>
    public static ConversationState Apply(ConversationState before, ConversationState after, JournalEntry entry) =>
        entry switch
        {
            IssueOpened { UpdateCall: { } call } opened => Done(
                before,
                after,
                call,
                opened.Issue,
                opened.Stated,
                opened.Owner != opened.By
            ),
            IssueChanged { UpdateCall: { } call } changed => Done(
                before,
                after,
                call,
                changed.Issue,
                changed.Stated,
                changed.Owner != changed.By && changed.Owner != before.Ledger.Find(changed.Issue)!.Owner
            ),
            _ => after,
        };

    private static ConversationState Done(
        ConversationState before,
        ConversationState after,
        CallId call,
        IssueId issue,
        bool? isStated,
        bool isGivenAway
    ) =>
        after.Turn is not { } turn
            ? after
            : after with
            {
                Turn = turn with
                {
                    Hold = (isGivenAway ? turn.Hold.WithGivenAway(issue) : turn.Hold) with
                    {
                        Reply = turn.Reply is { } reply ? reply with { Updates = reply.Updates.SetItem(call, issue) } : null,
                        Stated = isStated == true ? turn.Hold.Stated.Add(issue) : turn.Hold.Stated,
                        LimitsBeforeChanges = turn.Hold.LimitsBeforeChanges ?? before.LimitsOfHolder,
                    },
                },
            };
}

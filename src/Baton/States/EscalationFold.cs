using Baton.Journals.Entries;

namespace Baton.States;

/// <summary>Folds escalations: who was asked to take over, and where the turn goes.</summary>
internal static class EscalationFold
{
    /// <summary>The state after somebody was asked to take over.</summary>
    public static ConversationState Apply(ConversationState state, Escalated escalated)
    {
        state = WithAsked(state, escalated);
        var turn = state.Turn is not { } running
            ? null
            : running with
            {
                AsksForPerson = false,
                Hold = running.Hold with
                {
                    Failure = state.UntakenTicket is null ? new Failure(escalated.Trigger, escalated.Reason) : running.Hold.Failure,
                    EscalatedTo = escalated.To,
                    EscalatedIssue = escalated.Issue,
                    IsEscalated = state.UntakenTicket is null,
                },
            };
        // A ticket that nobody took stays open if no rung is left.
        var untaken =
            state.UntakenTicket is { } waiting && (state.Turn is not null || escalated.To is not null || state.Ticket is null)
                ? waiting with
                {
                    IsEscalated = true,
                    To = escalated.To,
                }
                : null;
        return state with { Turn = turn, UntakenTicket = untaken, Ticket = escalated.To is null ? state.Ticket : null };
    }

    /// <summary>Notes who was asked: in this escalation, and on the issues for later ones.</summary>
    private static ConversationState WithAsked(ConversationState state, Escalated escalated)
    {
        var asked = state.AskedToTakeOver.Add(escalated.From);
        // A desk where nobody was free may be asked again later.
        var isMissed = state.Ticket?.Desk == escalated.From;
        return state with
        {
            AskedToTakeOver = escalated.To is { } to ? asked.Add(to) : asked,
            Ledger = isMissed
                ? state.Ledger
                : state.Ledger.Change(
                    issue => issue.Owner == escalated.From && (escalated.Issue is null || escalated.Issue == issue.Id),
                    issue => issue with { PassedOnBy = issue.PassedOnBy.Add(escalated.From) }
                ),
        };
    }
}

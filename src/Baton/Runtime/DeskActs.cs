using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Escalations;
using Baton.States.Issues;

namespace Baton.Runtime;

/// <summary>
/// Checks a person's act against the state of the ticket. A ticket has one claimant: acting on a ticket that nobody has claims it, and
/// nobody else can act on it until it is released. Anybody can add a note.
/// </summary>
internal static class DeskActs
{
    /// <summary>Whether an act is one of a person at a desk.</summary>
    public static bool Is(JournalEntry act) =>
        act
            is TicketClaimed
                or TicketReleased
                or TicketDeclined
                or TicketNoted
                or OperatorReplied
                or PermissionGranted
                or TicketClosed
                or IssueChanged;

    /// <summary>Whether the act changes nothing because it was done before, such as claiming twice.</summary>
    public static bool IsKnown(JournalEntry act, ConversationState state) =>
        act is TicketClaimed claimed && state.Ticket?.Claimant == claimed.By;

    /// <summary>The entries that the act becomes.</summary>
    /// <param name="act">The act.</param>
    /// <param name="team">The team.</param>
    /// <param name="state">The state of the conversation.</param>
    /// <param name="id">The conversation.</param>
    /// <param name="before">The act that leaves nothing to do for this one; null if there is none.</param>
    /// <exception cref="InvalidOperationException">It does not fit.</exception>
    public static IReadOnlyList<JournalEntry> Fitting(
        JournalEntry act,
        Team team,
        ConversationState state,
        ConversationId id,
        JournalEntry? before
    )
    {
        var ticket =
            state.Ticket
            ?? throw new InvalidOperationException(
                $"Conversation {id} has no open ticket{(before is null ? "" : $": {EarlierActs.Words(before)}")}. Agents are working on it."
            );
        JournalEntry fitting = act switch
        {
            TicketClaimed claimed => claimed with { Ticket = ticket.Id },
            TicketReleased released => Claimed(released with { Ticket = ticket.Id }, ticket),
            TicketDeclined declined => declined with { Ticket = ticket.Id },
            TicketNoted noted => noted with { Ticket = ticket.Id },
            OperatorReplied replied => replied with
            {
                Ticket = ticket.Id,
                Message = state.Turn?.Message,
                Question = CustomerQuestion.Of(replied.Text),
            },
            PermissionGranted granted => granted with
            {
                Ticket = ticket.Id,
                Issue = granted.Issue is { } issue ? Find(issue, state, id).Id : null,
            },
            TicketClosed closed => Fitting(closed with { Ticket = ticket.Id }, team, state, ticket),
            IssueChanged changed => Fitting(changed, state, id, before),
            _ => throw new ArgumentException($"{act.GetType().Name} is not an act of a person.", nameof(act)),
        };
        var by = ByOf(act);
        if (act is not TicketNoted && ticket.Claimant is { } claimant && claimant != by)
            throw new InvalidOperationException(
                $"{claimant} has claimed ticket {ticket.Id}. Nobody else can act on it until {claimant} releases it."
            );
        return ticket.Claimant is null && act is not (TicketNoted or TicketClaimed or TicketDeclined)
            ? [new TicketClaimed { Ticket = ticket.Id, By = by }, fitting]
            : [fitting];
    }

    private static string ByOf(JournalEntry act) =>
        act switch
        {
            TicketClaimed claimed => claimed.By,
            TicketReleased released => released.By,
            TicketDeclined declined => declined.By,
            TicketNoted noted => noted.By,
            OperatorReplied replied => replied.Operator,
            PermissionGranted granted => granted.By,
            TicketClosed closed => closed.By,
            IssueChanged changed => changed.By,
            _ => "",
        };

    private static TicketReleased Claimed(TicketReleased released, OpenTicket ticket) =>
        ticket.Claimant is null ? throw new InvalidOperationException($"Nobody has claimed ticket {ticket.Id}.") : released;

    private static TicketClosed Fitting(TicketClosed closed, Team team, ConversationState state, OpenTicket ticket)
    {
        if (closed.To.Length > 0 && team.Find(closed.To) is null)
            throw new InvalidOperationException(
                $"There is no agent '{closed.To}' to hand back to. Name one of {string.Join(", ", team.Agents)}."
            );
        return closed with
        {
            To = closed.To.Length > 0 ? closed.To : ticket.From,
            GoesOn = !closed.Resolved && IsLeft(state, ticket) ? true : null,
        };
    }

    // The customer was answered and asked nothing, but an issue is not solved: without this nothing would make the agent go on. A request
    // that reached the desk before it became an issue is only in the conversation.
    private static bool IsLeft(ConversationState state, OpenTicket ticket) =>
        state is { Turn: null, AsksCustomer: false }
        && (ticket.Entry.Issues.Count == 0 || state.Ledger.Unended.Any(issue => issue.Owner == ticket.Desk));

    private static IssueChanged Fitting(IssueChanged changed, ConversationState state, ConversationId id, JournalEntry? before)
    {
        var issue = Find(changed.Issue, state, id);
        if (issue.IsEnded)
            throw new InvalidOperationException(
                $"Issue {issue.Id} of conversation {id} has already ended: {(before is null ? issue.Outcome : EarlierActs.Words(before))}"
            );
        return changed with { Title = issue.Title, Owner = state.Ticket!.Desk };
    }

    private static Issue Find(IssueId issue, ConversationState state, ConversationId id) =>
        state.Ledger.Find(issue)
        ?? throw new InvalidOperationException(
            $"There is no issue {issue} in conversation "
                + $"{id}{(state.Ledger.All.Count == 0 ? "." : $": they are #1 to #{state.Ledger.All.Count}.")}"
        );
}

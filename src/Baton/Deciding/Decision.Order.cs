using System.Collections.Immutable;
using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Histories;

namespace Baton.Deciding;

/// <content>
/// This part is the order of a decision. The order is the product's policy: people come before agents, a rule before a failure, a failure
/// before the reply under way, and the model is asked last. docs/state-machine.md prints the list, and a test compares the two.
/// </content>
internal sealed partial class Decision
{
    /// <summary>The questions of a decision. The first that has an answer decides.</summary>
    public static readonly ImmutableArray<Question> Order =
    [
        new(
            "The conversation or the leg has ended",
            decision => decision.State.IsClosed || decision.State.IsEnded ? Step.Close.Ended : null
        ),
        new(
            "A desk did not take its ticket",
            decision => decision.State.UntakenTicket is { } untaken ? decision.EscalateUntaken(untaken) : null
        ),
        new("People have the conversation", decision => decision.State.Ticket is { } ticket ? decision.AtDesk(ticket) : null),
        new("People handed it back", decision => decision.State.HandBack is { } handBack ? decision.TakeBack(handBack) : null),
        new(
            "The customer waits for nothing",
            decision => decision.State.Turn is null ? (Step?)decision.TicketDue() ?? Step.Wait.ForCustomer : null
        ),
        new(
            "A rule fired",
            decision => decision.Turn.Hold is { FiredRule: { } fired, IsEscalated: false } ? decision.StopFor(fired) : null
        ),
        new(
            "The holder cannot or should not go on",
            decision => decision.Turn.Hold.Failure is { } failure ? decision.AfterFailure(failure) : null
        ),
        new("Issues are worked on in parallel", decision => decision.WorkInParallel()),
        new(
            "The customer asks for a person",
            decision => decision.Turn is { AsksForPerson: true, Reply: null } ? decision.EscalateToPerson() : null
        ),
        new(
            "The holder is no longer in the team",
            decision => decision.team.Find(decision.State.Holder) is null ? decision.ToEntry() : null
        ),
        new(
            "The holder's model replied",
            decision => decision.Turn.Reply is { } reply ? decision.ReadReply(decision.Holder, reply.Entry) : null
        ),
        new(
            "Issues of the holder went to a desk",
            decision => decision.Turn.Hold.HolderGaveUpIssues ? decision.ContinueWith(decision.NextIssue()) : null
        ),
        new("The router has not read the message", decision => decision.AskRouter()),
        new("The router is confident whom the message is for", decision => decision.TakeFastPath(decision.Holder)),
        new("Everything is said", decision => decision.IsEverythingAnswered() ? decision.Answer() : null),
        new("The holder has something to do", decision => decision.CallModel()),
    ];

    /// <summary>Decides.</summary>
    /// <param name="team">The team.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="transcript">What was said, from the same entries as the state.</param>
    /// <param name="state">Where the conversation stands.</param>
    public static Step Next(Team team, ConversationId conversation, Transcript transcript, ConversationState state)
    {
        var decision = new Decision(team, conversation, transcript, state);
        var step = decision.First();
        // A timer that fired interrupts waiting. At a desk the ticket's own times apply.
        return step is Step.Wait && state.Ticket is null && decision.Overdue() is { } late ? late : step;
    }

    private Step First()
    {
        foreach (var question in Order)
        {
            if (question.Decide(this) is { } step)
                return step;
        }

        throw new InvalidOperationException("The last question always has an answer.");
    }

    private Step AfterFailure(Failure failure)
    {
        if (CheckConfidenceAfter(failure) is { } unsure)
            return unsure;
        if (Turn.Hold.IsEscalated)
            return ToEscalationTarget(Turn.Hold.EscalatedTo, Turn.Hold.EscalatedIssue, failure);
        return failure.Cause == FailureCause.ContextTooLong ? EscalateContextTooLong(failure) : FallBack(failure);
    }

    // Also true after the baton went back to the agent that asked the customer.
    private bool IsEverythingAnswered() => !Turn.Parts.IsEmpty && Turn.Hold.Stated.IsEmpty && !Turn.HasNewReports && NextIssue() is null;

    /// <summary>One question of the order.</summary>
    /// <param name="When">When it has an answer.</param>
    /// <param name="Decide">The answer, or null.</param>
    public sealed record Question(string When, Func<Decision, Step?> Decide);
}

using Baton.Deciding.Escalations;
using Baton.Journals.Entries;
using Baton.States;
using Baton.Teams;

namespace Baton.Deciding;

/// <content>
/// This part escalates when a rule fired. Nothing of the current reply is lost: calls that began get an end, issue updates and transfers
/// are kept, and the text travels as a draft.
/// </content>
internal sealed partial class Decision
{
    private Step StopFor(FiredRule fired)
    {
        if (team.Find(State.Holder) is { } member && Turn.Reply?.Entry is { } reply)
        {
            if (FinishCalls(member, reply) is { } step)
                return step;
            if (fired.On == reply.Seq)
                HoldBack(reply, confidence: null, threshold: null);
        }

        if (Turn.Hold.Reporting.Draft is { } draft)
            HoldBack(draft, confidence: null, threshold: null);
        EndLegs(fired);
        var rule = team.Rules.Find(fired.Name);
        return Escalate(
            new Escalation(FailureCause.Rule, rule?.ReasonOrName ?? $"The rule '{fired.Name}' fired.")
            {
                Rule = fired.Name,
                Target = rule?.Target,
                Draft = Turn.Hold.HeldReplies is [.., { } held] ? held.Of : null,
            }
        );
    }

    // Calls that began must get an end. Calls that did not begin never run.
    private Step? FinishCalls(TeamMember member, ModelCallEnded reply)
    {
        var reading = Read(member, reply);
        if (reading.Writes.Exists(write => Turn.HasBegun(write.Call.CallId) && !Turn.HasEnded(write.Call.CallId)))
            return WriteState(reading.Writes);
        var running = reading.Tools.FindAll(tool => tool.InDoubt && !Turn.HasEnded(tool.Call.CallId));
        if (running.Count > 0)
            return new Step.CallTools(State.Holder, running, []);
        if (
            reading.Updates.Count(call => !Turn.HasBegun(call.CallId)) <= Allowance.ToolCalls(State, team.Limits)
            && UpdateIssues(member, reading.Updates) is { } updating
        )
            return updating;
        AcceptTransfers(member, reading.Transfers);
        return null;
    }

    // Legs that wait for a person when the rule fires end here. Their issues are escalated with the rest.
    private void EndLegs(FiredRule fired)
    {
        foreach (var leg in State.Legs.Values.Where(leg => leg.End is null))
        {
            var inner = new Decision(team, conversation, transcript, State.Within(leg.Name));
            inner.EndLegs(fired);
            var end = inner.EndLeg(
                new Failure(FailureCause.Rule, $"The rule '{fired.Name}' fired on what the customer wrote."),
                isEscalated: true
            );
            foreach (var change in end.Changes.Append(end.End))
                Add(change with { Leg = change.Leg ?? leg.Name });
        }
    }

    // The priority that the rule gives the ticket.
    private IssuePriority? RulePriority() => Turn.EscalatedByRule is { } rule ? team.Rules.Find(rule)?.Priority : null;

    private static IssuePriority? Higher(IssuePriority? one, IssuePriority? other) => one is null || other > one ? other : one;

    // The customer does not read the text of a reply that escalates.
    private Escalation WithDraft(Escalation escalation, ModelCallEnded reply)
    {
        if (Turn.Hold.Reporting.Draft is { } draft)
            HoldBack(draft, confidence: null, threshold: null);
        HoldBack(reply, Turn.Hold.Reporting.Report?.Confidence, threshold: null);
        return escalation with { Draft = Turn.Hold.HeldReplies is [.., { } held] ? held.Of : null };
    }

    // A reply that was kept while its confidence was asked for travels with the escalation.
    private Escalation WithPending(Escalation escalation)
    {
        if (escalation.Issue is not null || Turn.Hold.Reporting.Draft is not { } draft)
            return escalation;
        HoldBack(draft, confidence: null, threshold: null);
        return escalation with { Draft = escalation.Draft ?? draft.Seq };
    }

    private void HoldBack(ModelCallEnded reply, double? confidence, double? threshold)
    {
        if (
            string.IsNullOrWhiteSpace(reply.Text)
            || Turn.Reply is { IsDrafted: true }
            || Turn.Hold.HeldReplies.Exists(held => held.Of == reply.Seq)
        )
            return;
        Add(
            new ReplyHeld
            {
                Participant = State.Holder,
                Of = reply.Seq,
                Confidence = confidence,
                Threshold = threshold,
            }
        );
    }
}

using Baton.Deciding.Escalations;
using Baton.Deciding.Fallbacks;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.Teams.Fallbacks;

namespace Baton.Deciding;

/// <content>
/// This part climbs the ladder when an agent fails (rule 11): another model for the same agent, a generalist, a person, and an honest
/// partial answer, which needs nobody. What is tried at one model comes before, where the model is asked. Each rung is an entry, and a
/// crash between a rung's entry and what it leads to finds the same rung again.
/// </content>
internal sealed partial class Decision
{
    private Step FallBack(Failure failure)
    {
        if (OtherModelFor(failure) is { } passing)
        {
            Add(passing);
            return new Step.Note(draft.Entries);
        }

        if (GeneralistFor(failure) is { } generalist)
            return ToGeneralist(generalist, failure);
        if (team.Ladder.Names.Count == 0)
            return GiveUp(failure);
        var escalation = new Escalation(failure.Cause, failure.Detail);
        if (NextRung(escalation) is { } target)
            AddRung(FallbackRung.Person, failure, target);
        return Escalate(escalation);
    }

    private Step GiveUp(Failure failure)
    {
        WithoutLostOwners(null);
        if (State.Leg is not null)
            return EndLeg(failure);
        AddRung(FallbackRung.Degraded, failure, to: null);
        return new Step.GiveUp(draft.Entries, DegradedAnswer.For(team, conversation, State, Turn with { Parts = Turn.Parts.AddRange(Turn.Reports) }, failure));
    }

    // Where the model could not be asked, its other models were tried before this.
    private FellBack? OtherModelFor(Failure failure)
    {
        if (IsFinal(failure.Cause) || team.Find(State.Holder) is not { Agent.Models: { Count: > 1 } models })
            return null;
        var next = Turn.SkippedBy(State.Holder) + 1;
        return next < models.Count ? RungEntry(FallbackRung.OtherModel, failure, models[next].Name) : null;
    }

    private Agent? GeneralistFor(Failure failure)
    {
        if (IsFinal(failure.Cause) || team.Find(State.Holder) is not { } member || team.GeneralistFor(member.Agent) is not { } generalist)
            return null;
        var isThere = Turn.Handoffs < team.Limits.Handoffs && Turn.ModelCalls < team.Limits.ModelCalls && !Turn.FallbackAgents.Contains(generalist.Name) && !tooSmallWindows.Contains(generalist.Name);
        return isThere ? generalist : null;
    }

    // The generalist gets all that the one who failed could still work on, told what failed.
    private Step ToGeneralist(Agent generalist, Failure failure)
    {
        AddRung(FallbackRung.Generalist, failure, generalist.Name);
        Move(State.Ledger.Unended.FindAll(issue => issue.Owner == State.Holder && issue.IsActionable), generalist.Name, IssueStatus.Open, failure.Detail, State.Holder);
        var issue = State.Ledger.CurrentFor(generalist.Name).FirstOrDefault();
        return HandOff(generalist.Name, HandoffTrigger.FellBack, issue, $"{State.Holder} could not continue ({PlainCause.Of(failure.Cause)}). Take over.", HandoffRule.HolderFailed);
    }

    private void AddRung(FallbackRung rung, Failure failure, string? to)
    {
        if (Turn.Hold.Rung != rung)
            Add(RungEntry(rung, failure, to));
    }

    private FellBack RungEntry(FallbackRung rung, Failure failure, string? to) => new()
    {
        Participant = State.Holder,
        Rung = rung,
        Cause = failure.Cause,
        Detail = failure.Detail,
        Model = Turn.Model,
        To = to,
        TookMs = (long)(State.Now - Turn.Since).TotalMilliseconds,
    };

    // Nobody who is asked in the agent's place gets more time, more steps, or through the team's own checks.
    private static bool IsFinal(FailureCause cause) =>
        cause is FailureCause.TimeOver or FailureCause.InputRefused or FailureCause.BoundReached or FailureCause.DeadlinePassed or FailureCause.TurnsUsed or FailureCause.PingPong;
}

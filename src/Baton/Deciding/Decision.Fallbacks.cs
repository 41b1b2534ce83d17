using Baton.Deciding.Escalations;
using Baton.Deciding.Fallbacks;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.States.Histories;
using Baton.Teams.Fallbacks;

namespace Baton.Deciding;

/// <content>
/// This part is the fallback ladder for an agent that fails (rule 11): another model, a generalist, a person, and at last a degraded
/// answer, which needs nobody. Retries come before this, where the model is called. Each rung is an entry, so a crash after it continues
/// with the same rung.
/// </content>
internal sealed partial class Decision
{
    /// <summary>Ends the turn with what is done: its caller wants no more of it. Its calls and legs must have ended.</summary>
    public static Step Abandon(Team team, ConversationId conversation, Transcript transcript, ConversationState state, string reason) =>
        new Decision(team, conversation, transcript, state).GiveUp(new Failure(FailureCause.Abandoned, reason));

    private Step FallBack(Failure failure)
    {
        if (OtherModelFor(failure) is { } passing)
        {
            Add(passing);
            return new Step.Note(Entries);
        }

        if (LetRouterHandOver(failure) is { } routing)
            return routing;
        if (GeneralistFor(failure) is { } generalist)
            return ToGeneralist(generalist, failure);
        var escalation = new Escalation(failure.Cause, failure.Detail);
        var target = team.Ladder.Names.Count == 0 ? null : NextRung(escalation);
        if (OthersGoOn(failure, target) is { } others)
            return others;
        if (team.Ladder.Names.Count == 0)
            return GiveUp(failure);
        if (target is not null)
            AddRung(FallbackRung.Person, failure, target);
        return Escalate(escalation);
    }

    // An agent that fails takes no issues of others with it: its own wait for a desk, or are left as they are, and the rest is served. One
    // without issues of its own failed at the message, which a desk gets whole.
    private Step? OthersGoOn(Failure failure, string? target)
    {
        if (IsFinal(failure.Cause) || State.Leg is not null || Turn.Handoffs >= team.Limits.Handoffs)
            return null;
        var own = State.Ledger.UnendedOf(State.Holder).FindAll(issue => issue.IsActionable && !Turn.Unfinished.Contains(issue.Id));
        if (NextIssue(forOthers: true) is not { } next || team.Find(next.Owner) is null)
            return null;
        if (own.Count == 0 && target is null)
        {
            Add(RungEntry(FallbackRung.Degraded, failure, next.Owner));
            return ContinueWith(next);
        }

        if (own.Count == 0)
            return null;
        if (target is not null)
        {
            if (team.FindDesk(target) is null)
                return null;
            AddRung(FallbackRung.Person, failure, target);
            return IssuesToDesk(own, target, failure);
        }

        foreach (var issue in own)
        {
            Add(
                new Escalated
                {
                    From = State.Holder,
                    Trigger = failure.Cause,
                    Reason = failure.Detail,
                    Issue = issue.Id,
                }
            );
        }

        return ContinueWith(next);
    }

    private Step GiveUp(Failure failure)
    {
        WithoutLostOwners(null);
        if (State.Leg is not null)
            return EndLeg(failure);
        AddRung(FallbackRung.Degraded, failure, to: null);
        return new Step.GiveUp(
            Entries,
            DegradedAnswer.For(team, conversation, State, Turn with { Parts = Turn.Parts.AddRange(Turn.Reports) }, failure)
        );
    }

    // If the model could not be called, ModelCaller has tried the other models before this.
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
        var isThere =
            Turn.Handoffs < team.Limits.Handoffs
            && Turn.ModelCalls < team.Limits.ModelCalls
            && !Turn.FallbackAgents.Contains(generalist.Name)
            && tooSmallWindows?.Contains(generalist.Name) != true;
        return isThere ? generalist : null;
    }

    // The generalist gets the failed agent's actionable issues, and reads why.
    private Step ToGeneralist(Agent generalist, Failure failure)
    {
        AddRung(FallbackRung.Generalist, failure, generalist.Name);
        Move(
            State.Ledger.UnendedOf(State.Holder).FindAll(issue => issue.IsActionable),
            generalist.Name,
            IssueStatus.Open,
            failure.Detail,
            State.Holder
        );
        var issue = State.Ledger.CurrentFor(generalist.Name).FirstOrDefault();
        return HandOff(
            generalist.Name,
            HandoffTrigger.FellBack,
            issue,
            $"{State.Holder} could not continue ({PlainCause.Of(failure.Cause)}). Take over.",
            HandoffRule.HolderFailed
        );
    }

    private void AddRung(FallbackRung rung, Failure failure, string? to)
    {
        if (Turn.Hold.Rung != rung)
            Add(RungEntry(rung, failure, to));
    }

    private FellBack RungEntry(FallbackRung rung, Failure failure, string? to) =>
        new()
        {
            Participant = State.Holder,
            Rung = rung,
            Cause = failure.Cause,
            Detail = failure.Detail,
            Model = Turn.Model,
            To = to,
            // Between turns nobody waits for it.
            TookMs = State.Turn is { } turn ? (long)(State.Now - turn.Since).TotalMilliseconds : null,
        };

    // Another agent would fail for the same reason.
    private static bool IsFinal(FailureCause cause) =>
        cause
            is FailureCause.TimeOver
                or FailureCause.InputRefused
                or FailureCause.BoundReached
                or FailureCause.DeadlinePassed
                or FailureCause.TurnsUsed
                or FailureCause.PingPong
                or FailureCause.Abandoned;
}

using Baton.Deciding.Issues;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States;
using Baton.Teams;

namespace Baton.Deciding;

/// <content>
/// This part carries out <c>update_issue</c> calls, and leaves no issue without an owner. Each call is noted before its end, so a crash
/// between the two leaves an end to be written and nothing to be changed twice.
/// </content>
internal sealed partial class Decision
{
    private Step? UpdateIssues(TeamMember member, List<ModelToolCall> updates)
    {
        var due = updates.FindAll(call => !turn.Ended.Contains(call.CallId));
        if (due.Count == 0)
            return null;
        if (due.Count(call => !turn.Begun.Contains(call.CallId)) is > 0 and var begin && begin > Allowance.ToolCalls(state, team.Limits))
            return Escalate(FailureCause.BoundReached, $"The turn would need more than {team.Limits.ToolCalls} tool calls.");
        foreach (var call in due)
        {
            if (!turn.Begun.Contains(call.CallId))
                Change(new ToolCallBegun { Participant = state.Holder, Tool = call.Name, CallId = call.CallId, Arguments = call.Arguments });
            var told = Update(member, call, out var outcome);
            Change(new ToolCallEnded { Participant = state.Holder, Tool = call.Name, CallId = call.CallId, Outcome = outcome, Result = told });
        }

        return new Step.UpdateIssues(changes);
    }

    private string Update(TeamMember member, ModelToolCall call, out ToolOutcome outcome)
    {
        var (update, problem) = IssueUpdate.Read(call);
        outcome = ToolOutcome.Refused;
        if (update is null)
            return $"Error: {problem} Nothing was changed.";
        if (!turn.Updates.ContainsKey(call.CallId))
        {
            (var change, problem) = new IssueUpdates(team, state, member, update).Read();
            if (change is null)
                return $"Error: {problem} Nothing was changed.";
            Change(change);
        }

        outcome = ToolOutcome.Ok;
        return UpdateText.Of(state.Ledger, turn.Updates[call.CallId], update);
    }

    private void Change(JournalEntry entry)
    {
        changes.Add(entry);
        state = ConversationFold.Apply(state, entry with { Seq = state.Version + 1, At = state.Now, Leg = entry.Leg ?? state.Leg });
        turn = state.Turn!;
    }

    // Rule 3: what belongs to nobody in the team (its file changed) goes to the entry agent.
    private Issue? Owned(Issue? next)
    {
        var lost = state.Ledger.Unended.FindAll(issue => team.Find(issue.Owner) is null && !(issue.Status == IssueStatus.WaitingOnPerson && team.FindDesk(issue.Owner) is not null));
        foreach (var issue in lost)
            Move([issue], team.Entry.Name, issue.Status == IssueStatus.WaitingOnCustomer ? issue.Status : IssueStatus.Open, $"{issue.Owner} is no longer in the team", state.Holder);
        return lost.IsEmpty ? next : NextIssue();
    }
}

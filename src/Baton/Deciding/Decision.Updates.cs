using Baton.Deciding.Issues;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams;

namespace Baton.Deciding;

/// <content>
/// This part carries out <c>update_issue</c> calls, and gives issues without an owner to the entry agent. The change is appended before the
/// call's end, so after a crash between the two only the end is added.
/// </content>
internal sealed partial class Decision
{
    private Step? UpdateIssues(TeamMember member, List<ModelToolCall> updates)
    {
        if (updates.Count == 0)
            return null;
        var due = updates.FindAll(call => !Turn.HasEnded(call.CallId));
        if (due.Count == 0)
            return null;
        if (due.Count(call => !Turn.HasBegun(call.CallId)) is > 0 and var begin && begin > Allowance.ToolCalls(State, team.Limits))
            return Escalate(FailureCause.BoundReached, $"The turn would need more than {team.Limits.ToolCalls} tool calls.");
        foreach (var call in due)
        {
            if (!Turn.HasBegun(call.CallId))
                Add(
                    new ToolCallBegun
                    {
                        Participant = State.Holder,
                        Tool = call.Name,
                        CallId = call.CallId,
                        Arguments = call.Arguments,
                    }
                );
            var result = Update(member, call, out var outcome);
            Add(
                new ToolCallEnded
                {
                    Participant = State.Holder,
                    Tool = call.Name,
                    CallId = call.CallId,
                    Outcome = outcome,
                    Result = result,
                }
            );
        }

        return new Step.UpdateIssues(Entries);
    }

    private string Update(TeamMember member, ModelToolCall call, out ToolOutcome outcome)
    {
        var (update, problem) = IssueUpdate.Read(call);
        outcome = ToolOutcome.Refused;
        if (update is null)
            return $"Error: {problem} Nothing was changed.";
        if (!Turn.Reply!.Updates.ContainsKey(call.CallId))
        {
            (var change, problem) = new IssueUpdates(team, State, member, update).Read();
            if (change is null)
                return $"Error: {problem} Nothing was changed.";
            Add(change);
        }

        outcome = ToolOutcome.Ok;
        return UpdateText.Of(State.Ledger, Turn.Reply!.Updates[call.CallId], update);
    }

    // Rule 3: an issue whose owner is no longer in the team goes to the entry agent. Returns the next issue.
    private Issue? WithoutLostOwners(Issue? next)
    {
        var isAnyLost = false;
        // A ledger does not change: those that are moved meanwhile are in the next one.
        foreach (var issue in State.Ledger.Unended)
        {
            if (
                team.Find(issue.Owner) is not null
                || (issue.Status == IssueStatus.WaitingOnPerson && team.FindDesk(issue.Owner) is not null)
            )
                continue;
            isAnyLost = true;
            Move(
                [issue],
                team.Entry.Name,
                issue.Status == IssueStatus.WaitingOnCustomer ? issue.Status : IssueStatus.Open,
                $"{issue.Owner} is no longer in the team",
                State.Holder
            );
        }

        return isAnyLost ? NextIssue() : next;
    }
}

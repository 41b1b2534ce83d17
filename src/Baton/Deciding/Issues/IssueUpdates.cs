using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.States;
using Baton.Teams;
using Baton.Teams.Issues;
using Baton.Teams.Markers;

namespace Baton.Deciding.Issues;

/// <summary>Turns an <c>update_issue</c> call into one entry for the ledger, or into the reason why it is refused. Pure.</summary>
/// <param name="team">The team.</param>
/// <param name="state">The state before the call.</param>
/// <param name="member">The calling agent.</param>
/// <param name="update">The call.</param>
internal sealed class IssueUpdates(Team team, ConversationState state, TeamMember member, IssueUpdate update)
{
    private readonly string caller = member.Agent.Name;

    /// <summary>The entry, or the problem in one line for the model.</summary>
    public (JournalEntry? Change, string? Problem) Read()
    {
        if (update is { Status: IssueStatus.Declined, Reason: null, Outcome: null })
            return Refuse("Say in 'reason' why you decline it, for example \"reason\": \"We do not sell this.\"");
        // Whoever works on one issue only means that one.
        if (update.Issue.Length == 0)
            return state.Ledger.WorkFor(caller) is [var only]
                ? Change(only)
                : Refuse("'issue' is missing. Send the number of a known issue, such as \"1\", or a short title for a new one.");
        if (IssueId.Read(update.Issue) is not { } number)
        {
            return state.Ledger.FindByTitle(update.Issue) is { } titled ? Change(titled)
                : state.Ledger.FindByTitleInOtherLeg(update.Issue) is { } others ? NoteForOtherLeg(others)
                : Open();
        }

        // In a leg, other legs work on the other issues.
        if (state.Ledger.Find(number) is { } other && !state.Ledger.Holds(number))
            return other.IsEnded ? Refuse($"Issue {number} belongs to a colleague. Leave it to them.") : NoteForOtherLeg(other);
        return state.Ledger.Find(number) is { } known
            ? Change(known)
            : Refuse(
                state.Ledger.Count switch
                {
                    0 => $"There is no issue {number}, and no other issue. To open a new one, give a title.",
                    1 => $"There is no issue {number}. The only one is #1.",
                    var count => $"There is no issue {number}. The issues are #1 to #{count}.",
                }
            );
    }

    private static (JournalEntry? Change, string? Problem) Refuse(string problem) => (null, problem);

    private (JournalEntry? Change, string? Problem) Open()
    {
        var owner = OwnerNamed() ?? caller;
        if (owner != caller && update.Status is not (null or IssueStatus.Open))
            return Refuse($"A new issue for {owner} is always open. Leave out 'status'.");
        var limits = LimitsHere().And(LimitsFor(caller, owner));
        return (
            new IssueOpened
            {
                Issue = state.Ledger.NextId,
                Title = update.Issue,
                Owner = owner,
                Status = update.Status ?? IssueStatus.Open,
                Category = update.Category,
                By = caller,
                Constraints = limits.IsNone ? null : limits,
                Sensitive = Sensitive(owner),
                Reason = update.Reason,
                Priority = update.Priority,
                Outcome = update.Outcome,
                UpdateCall = update.CallId,
                Stated = update.Status is null ? null : true,
                Dropped = update.Dropped,
            },
            null
        );
    }

    private (JournalEntry? Change, string? Problem) Change(Issue known)
    {
        if (known.Status == IssueStatus.WaitingOnPerson)
            return Refuse($"People are working on {known.Id}. It comes back when they are done.");
        if (update is { Status: null, Reason: null, Outcome: null, Category: null, Priority: null, Owner: null })
            return Refuse(
                update.Dropped?.Contains("status") == true
                    ? $"'status' must be one of {IssueWords.List(IssueWords.Statuses)}."
                    : "There is nothing to change. Give 'status', 'reason', 'outcome', 'category', 'priority' or 'owner'."
            );
        var isOwned = team.Find(known.Owner) is not null;
        if (isOwned && known.Owner != caller)
            return ChangeByOther(known);
        var named = OwnerNamed() ?? (isOwned || IsEnding(update.Status) ? caller : team.Entry.Name);
        if (named != caller && update.Status is not (null or IssueStatus.Open))
            return Refuse(
                $"{known.Id} cannot be given to {named} and be {UpdateText.WordFor(update.Status.Value)} at the same time. Leave one out."
            );
        if (
            update.Status == IssueStatus.Declined
            && !known.IsEnded
            && known.Suggested is { } suggested
            && suggested != caller
            && team.Find(suggested) is not null
        )
            return (ToSuggested(known, suggested), null);
        return (
            update.Status == IssueStatus.Resolved && !known.IsEnded && UnmendedFailure.On(known, member, state) is { } failed
                ? KeptOpen(known, failed)
                : Changed(known, named),
            null
        );
    }

    // A tool failed and nothing mended it: the issue is not resolved, and the note says why.
    private IssueChanged KeptOpen(Issue known, string failed) =>
        Changed(known, caller) with
        {
            Status = IssueStatus.InProgress,
            Outcome = null,
            Reason = update.Reason ?? update.Outcome,
            Notes = [$"{caller} called it resolved, but {failed} had failed."],
        };

    // Only the owner decides about an issue. Others can comment on it, and reopen it.
    private (JournalEntry? Change, string? Problem) ChangeByOther(Issue known)
    {
        var isReopened = known.IsEnded && update.Status == IssueStatus.Open;
        var isOtherwise =
            (update.Status is { } status && status != known.Status && !isReopened)
            || (update.Owner is not null && OwnerNamed() != known.Owner);
        return isOtherwise
            ? Refuse(
                $"{known.Id} belongs to {known.Owner}. You can comment on it, and reopen it once it has ended, but only {known.Owner} "
                    + "can close it or pass it on."
            )
            : (Changed(known, known.Owner) with { Stated = isReopened ? true : null }, null);
    }

    // The issue keeps its owner in the other leg. What the caller says is added as a note.
    private (JournalEntry? Change, string? Problem) NoteForOtherLeg(Issue known)
    {
        if (known.Status == IssueStatus.WaitingOnPerson)
            return Refuse($"People are working on {known.Id}. It comes back when they are done.");
        if (update.Status is { } status && status != IssueStatus.Open && status != known.Status)
            return Refuse($"{known.Owner} is working on {known.Id} in parallel. You can only comment on it.");
        if ((update.Reason ?? update.Outcome) is not { } said)
            return Refuse(
                $"{known.Id} {OneLine.Of(known.Title)} already belongs to {known.Owner}, who works on it in parallel. Say "
                    + "in 'reason' what to add, or leave it to them."
            );
        return (
            new IssueChanged
            {
                Issue = known.Id,
                Title = known.Title,
                Owner = known.Owner,
                Status = known.Status,
                By = caller,
                Notes = [said],
                UpdateCall = update.CallId,
                Dropped = update.Dropped,
            },
            null
        );
    }

    private IssueChanged Changed(Issue known, string owner)
    {
        var isPassedOn = owner != known.Owner;
        var status = update.Status ?? (isPassedOn ? IssueStatus.Open : known.Status);
        var isReopened = known.IsEnded && !IsEnding(status);
        // A comment by somebody other than the owner becomes a note, and so does one that changes nothing.
        var isComment = status == known.Status && !isPassedOn && (update.Status is null || known.Owner != caller);
        var said = update.Reason ?? (isComment ? update.Outcome : null);
        var limits = isPassedOn ? LimitsFor(caller, owner) : Constraint.None;
        return new IssueChanged
        {
            Issue = known.Id,
            Title = known.Title,
            Owner = owner,
            Status = status,
            Reason =
                isReopened ? $"reopened by {caller}{(said is null ? "" : $": {said}")}"
                : isComment ? null
                : said,
            Category = update.Category,
            By = caller,
            Constraints = limits.IsNone ? null : limits,
            Sensitive = Sensitive(owner),
            Notes = isComment && said is not null ? [said] : null,
            Priority = update.Priority,
            Outcome = IsEnding(status) && !isComment ? update.Outcome : null,
            UpdateCall = update.CallId,
            Stated = update.Status is null ? null : true,
            Dropped = update.Dropped,
        };
    }

    // An issue that the first specialist declines goes to the agent that the sender suggested, with the sender's limits for that agent.
    private IssueChanged ToSuggested(Issue known, string suggested)
    {
        var limits = LimitsFor(known.DecidedBy?.Participant ?? "", suggested).And(LimitsFor(caller, suggested));
        return new IssueChanged
        {
            Issue = known.Id,
            Title = known.Title,
            Owner = suggested,
            Status = IssueStatus.Open,
            Reason = $"declined by {caller}: {update.Reason ?? update.Outcome}",
            Category = update.Category,
            By = caller,
            Constraints = limits.IsNone ? null : limits,
            Sensitive = Sensitive(suggested),
            Priority = update.Priority,
            UpdateCall = update.CallId,
            Dropped = update.Dropped,
        };
    }

    private static bool IsEnding(IssueStatus? status) => status is IssueStatus.Resolved or IssueStatus.Declined or IssueStatus.Escalated;

    // If the caller cannot hand over to the named agent, the entry agent gets the issue.
    private string? OwnerNamed()
    {
        if (update.Owner is not { } name)
            return null;
        return string.Equals(name, caller, StringComparison.OrdinalIgnoreCase)
            ? caller
            : member
                .Agent.Handoffs.FirstOrDefault(handoff => string.Equals(handoff.Target.Name, name, StringComparison.OrdinalIgnoreCase))
                ?.Target.Name
                ?? team.Entry.Name;
    }

    // A new issue gets the caller's limits, so that opening one is no way around them.
    private Constraint LimitsHere() => state.LimitsOfHolder;

    private Constraint LimitsFor(string sender, string receiver) =>
        team.Find(sender)?.Agent.Handoffs.FirstOrDefault(handoff => handoff.Target.Name == receiver)?.Limits.At(state.Now, state.Turns)
        ?? Constraint.None;

    private bool? Sensitive(string owner) => !state.IsSensitive && team.IsSensitive(owner, update.Category) ? true : null;
}

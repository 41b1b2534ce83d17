using Baton.Deciding.Handoffs;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Journals.Issues;
using Baton.States;
using Baton.States.Confidences;
using Baton.Teams;
using Baton.Teams.Handoffs;
using Baton.Texts.Answers;

namespace Baton.Deciding.Issues;

/// <summary>Adds the entries by which transfers and answers change the ledger. Pure.</summary>
internal static class LedgerChanges
{
    /// <summary>Applies transfers: known issues get a new owner, new ones are opened.</summary>
    /// <remarks>
    /// Applying a transfer again after a crash adds only the missing entries. An issue that a reply transfers twice goes to the first
    /// target, and one title for two targets opens two issues.
    /// </remarks>
    /// <param name="team">The team.</param>
    /// <param name="draft">The entries of the decision.</param>
    /// <param name="member">The sender.</param>
    /// <param name="read">The transfers, in the order of the reply.</param>
    /// <returns>The transfers that are only about issues of other legs, each with these issues.</returns>
    public static List<(Transfer Transfer, List<Issue> Issues)> ApplyTransfers(
        Team team,
        Draft draft,
        TeamMember member,
        List<Transfer> read
    )
    {
        var state = draft.State;
        var inOtherLegs = new List<(Transfer Transfer, List<Issue> Issues)>();
        var sender = member.Agent.Name;
        var first = state.Strategy == IssueStrategy.OneSpecialist && member.Agent == team.Entry && read.Count > 1 ? read[0].Target : null;
        foreach (var named in read)
        {
            var transfer =
                first is null || first == named.Target
                    ? named
                    : named with
                    {
                        Target = first,
                        Confidence = null,
                        Notes =
                        [
                            .. named.Notes,
                            $"The sender suggested {named.Target} for this issue. Decline it if you cannot handle it.",
                        ],
                        Alternatives = [new Alternative { To = named.Target, Confidence = named.Confidence }, .. named.Alternatives],
                    };
            // Most transfers set no limits.
            if (transfer.Limits is not { Tools: null, Permissions: null })
                transfer = WithKnownLimits(team, transfer);
            var limits = member.LimitsFor(transfer.Target).At(state.Now, state.Turns).And(transfer.Limits.At(state.Now, state.Turns));
            var isSensitive =
                !state.IsSensitive
                && (
                    member.IsSensitive(named.Target)
                    || team.IsSensitive(named.Target, named.Category)
                    || team.IsSensitive(transfer.Target, null)
                );
            var added = Extras(team, transfer, limits, isSensitive, suggested: named.Target == transfer.Target ? null : named.Target);
            var meant = MeantIssue.Of(draft.State, transfer, named.Target);
            foreach (var (known, title, isInOtherLeg) in meant)
            {
                if (isInOtherLeg)
                    AddToOtherLeg(draft, known!, transfer);
                else if (known is null)
                    Open(draft, title, sender, transfer, added);
                else if (!IsGiven(known, read))
                    Move(draft, known, sender, transfer, added);
            }

            if (meant.TrueForAll(static issue => issue.IsInOtherLeg))
                inOtherLegs.Add((named, meant.ConvertAll(issue => issue.Known!)));
        }

        return inOtherLegs;
    }

    /// <summary>
    /// Applies the holder's answer: if it asks something, the current issues wait on the customer, otherwise they are resolved.
    /// A status that the holder stated itself stays, and an issue whose tool failed stays open. If the holder reported which issues the
    /// answer resolves, the others rest until the customer's next message.
    /// </summary>
    public static void ApplyAnswer(Draft draft, TeamMember member, string answer, ConfidenceReport? report)
    {
        if (report?.Resolves is not null)
        {
            ApplyReportedAnswer(draft, member, answer, report);
            return;
        }

        var status = ClosingQuestion.IsIn(answer) ? IssueStatus.WaitingOnCustomer : IssueStatus.Resolved;
        foreach (var issue in draft.State.IssuesToSettle())
            draft.Add(Settled(draft.State, member, issue, status));
    }

    /// <summary>An answer that was cut off settles nothing: the customer reads that, and may ask for the rest.</summary>
    public static void ApplyCutOffAnswer(Draft draft)
    {
        var holder = draft.State.Holder;
        foreach (var issue in draft.State.IssuesToSettle())
            draft.Add(Settled(issue, holder, IssueStatus.WaitingOnCustomer) with { Reason = $"the answer of {holder} was cut off" });
    }

    private static void ApplyReportedAnswer(Draft draft, TeamMember member, string answer, ConfidenceReport report)
    {
        var state = draft.State;
        var asks = ClosingQuestion.IsIn(answer);
        var resolved = report
            .Resolves!.Select(named => IssueId.Read(named) is { } number ? state.Ledger.Find(number) : state.Ledger.FindByTitle(named))
            .OfType<Issue>()
            .Where(issue => issue.Owner == state.Holder && state.Ledger.Holds(issue.Id) && !issue.IsEnded)
            .ToList();
        var due = state.IssuesToSettle();
        foreach (var issue in due)
        {
            draft.Add(
                Settled(
                    state,
                    member,
                    issue,
                    resolved.Exists(named => named.Id == issue.Id) ? IssueStatus.Resolved
                        : asks ? IssueStatus.WaitingOnCustomer
                        : IssueStatus.InProgress
                )
            );
        }

        foreach (
            var issue in resolved
                .Where(issue => !due.Any(other => other.Id == issue.Id) && !state.Turn!.Hold.Stated.Contains(issue.Id))
                .DistinctBy(issue => issue.Id)
        )
            draft.Add(Settled(state, member, issue, IssueStatus.Resolved));
    }

    private static IssueChanged Settled(ConversationState state, TeamMember member, Issue issue, IssueStatus status) =>
        status == IssueStatus.Resolved && UnmendedFailure.On(issue, member, state) is { } failed
            ? Settled(issue, state.Holder, IssueStatus.InProgress) with
            {
                Reason = $"answered by {state.Holder}, but {failed} failed",
            }
            : Settled(issue, state.Holder, status);

    private static IssueChanged Settled(Issue issue, string holder, IssueStatus status) =>
        new()
        {
            Issue = issue.Id,
            Title = issue.Title,
            Owner = holder,
            Status = status,
            Reason = status switch
            {
                IssueStatus.Resolved => $"answered by {holder}",
                IssueStatus.WaitingOnCustomer => $"{holder} asked the customer",
                _ => $"answered by {holder}, but not resolved",
            },
            By = holder,
            Stated = status == IssueStatus.InProgress ? true : null,
        };

    private static bool IsGiven(Issue issue, List<Transfer> transfers)
    {
        foreach (var transfer in transfers)
        {
            if (transfer.Gave(issue))
                return true;
        }

        return false;
    }

    // The agents that the sender considered. Unknown names are left out: they are no reason to refuse a transfer.
    private static List<Alternative> Known(Team team, Transfer transfer) =>
        [
            .. transfer
                .Alternatives.Select(given =>
                    (
                        Agent: team.Agents.FirstOrDefault(agent => TransferTool.NameFor(agent.Name) == TransferTool.NameFor(given.To)),
                        given.Confidence
                    )
                )
                .Where(given => given.Agent is not null && given.Agent.Name != transfer.Target)
                .DistinctBy(given => given.Agent)
                .Select(given => new Alternative { To = given.Agent!.Name, Confidence = given.Confidence }),
        ];

    // An issue of another leg stays with its owner. What the sender knows of it is added as a note.
    private static void AddToOtherLeg(Draft draft, Issue issue, Transfer transfer)
    {
        if (draft.State.Turn?.Reply?.Repeated.Contains((transfer.CallId, issue.Id)) == true)
            return;
        draft.Add(
            new IssueChanged
            {
                Issue = issue.Id,
                Title = issue.Title,
                Owner = issue.Owner,
                Status = issue.Status,
                By = draft.State.Holder,
                Notes = [transfer.Summary, .. transfer.Notes],
                RepeatedBy = transfer.CallId,
                Dropped = transfer.Dropped,
            }
        );
    }

    private static void Move(Draft draft, Issue issue, string sender, Transfer transfer, IssueExtras added) =>
        draft.Add(
            new IssueChanged
            {
                Issue = issue.Id,
                Title = issue.Title,
                Owner = transfer.Target,
                Status = IssueStatus.Open,
                Reason = issue.IsEnded ? $"reopened by {sender}" : null,
                Category = transfer.Category,
                Confidence = transfer.Confidence,
                Summary = SummaryUnlessTitle(issue.Title, transfer),
                By = sender,
                CallId = transfer.Routed is null ? transfer.CallId : null,
                Extras = added,
            }
        );

    private static void Open(Draft draft, string title, string sender, Transfer transfer, IssueExtras added) =>
        draft.Add(
            new IssueOpened
            {
                Issue = draft.State.Ledger.NextId,
                Title = title,
                Owner = transfer.Target,
                Status = IssueStatus.Open,
                Category = transfer.Category,
                Confidence = transfer.Confidence,
                Summary = SummaryUnlessTitle(title, transfer),
                By = sender,
                CallId = transfer.Routed is null ? transfer.CallId : null,
                Extras = added,
            }
        );

    private static string? SummaryUnlessTitle(string title, Transfer transfer) => transfer.Summary == title ? null : transfer.Summary;

    // What a transfer adds to each of its issues.
    private static IssueExtras Extras(Team team, Transfer transfer, Constraint limits, bool isSensitive, string? suggested)
    {
        var alternatives = transfer.Alternatives.Count > 0 ? Known(team, transfer) : [];
        var isPlain =
            transfer is { Routed: null, SecondOpinion: null, Priority: null, Notes.Count: 0, Dropped: null }
            && limits.IsNone
            && !isSensitive
            && suggested is null
            && alternatives.Count == 0;
        return isPlain
            ? IssueExtras.None
            : new IssueExtras
            {
                Routed = transfer.Routed,
                SecondOpinion = transfer.SecondOpinion,
                Constraints = limits.IsNone ? null : limits,
                Sensitive = isSensitive ? true : null,
                Notes = transfer.Notes.Count > 0 ? transfer.Notes : null,
                Alternatives = alternatives.Count > 0 ? alternatives : null,
                Priority = transfer.Priority,
                Suggested = suggested,
                Dropped = transfer.Dropped,
            };
    }

    private static Transfer WithKnownLimits(Team team, Transfer transfer)
    {
        List<string>? dropped = null;
        var limits = TransferLimits.Known(transfer.Limits, team, team[transfer.Target], ref dropped);
        return dropped is null
            ? transfer with
            {
                Limits = limits,
            }
            : transfer with
            {
                Limits = limits,
                Dropped = [.. (transfer.Dropped ?? []).Union(dropped)],
            };
    }
}

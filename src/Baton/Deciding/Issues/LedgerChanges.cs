using Baton.Deciding.Handoffs;
using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.States.Confidences;
using Baton.States.Issues;
using Baton.Teams;
using Baton.Teams.Handoffs;

namespace Baton.Deciding.Issues;

/// <summary>What transfers and answers change in the ledger: pure, from a ledger to entries and the ledger after them.</summary>
internal static class LedgerChanges
{
    /// <summary>What keeping these transfers changes: known issues get a new owner, new ones are opened.</summary>
    /// <remarks>
    /// Carrying a transfer out a second time, after a crash in its middle, does only what is missing. An issue that a reply gives away twice
    /// goes where it was given first.
    /// </remarks>
    /// <param name="team">The team.</param>
    /// <param name="state">The conversation as it stands.</param>
    /// <param name="member">Who transfers.</param>
    /// <param name="transfers">The transfers, in the order of the reply.</param>
    /// <returns>The entries, the ledger after them, and the transfers that are about nothing but what others work on, each with that.</returns>
    public static (List<JournalEntry> Entries, Ledger After, List<(Transfer Transfer, List<Issue> Issues)> Elsewhere) Accept(Team team, ConversationState state, TeamMember member, IEnumerable<Transfer> transfers)
    {
        var entries = new List<JournalEntry>();
        var elsewhere = new List<(Transfer Transfer, List<Issue> Issues)>();
        var ledger = state.Ledger;
        var sender = member.Agent.Name;
        var read = transfers.ToList();
        var first = state.Strategy == IssueStrategy.OneSpecialist && member.Agent == team.Entry && read.Count > 1 ? read[0].Target : null;
        foreach (var named in read)
        {
            var transfer = first is null || first == named.Target ? named : named with
            {
                Target = first,
                Confidence = null,
                Notes = [.. named.Notes, $"The sender suggested {named.Target} for this issue. Decline it if you cannot handle it."],
                Alternatives = [new Alternative { To = named.Target, Confidence = named.Confidence }, .. named.Alternatives],
            };
            var limits = member.LimitsFor(transfer.Target).At(state.Now, state.Turns).And(transfer.Limits.At(state.Now, state.Turns));
            var added = new Marks(
                limits.IsNone ? null : limits,
                !state.IsSensitive && (member.IsSensitive(named.Target) || team.IsSensitive(named.Target, named.Category) || team.IsSensitive(transfer.Target, null)) ? true : null,
                transfer.Notes is { Count: > 0 } notes ? notes : null,
                Known(team, transfer) is { Count: > 0 } alternatives ? alternatives : null,
                named.Target == transfer.Target ? null : named.Target);
            var meant = MeantIssue.Of(state, ledger, transfer);
            foreach (var (known, title, isElsewhere) in meant)
            {
                if (isElsewhere)
                    ledger = Repeat(state, ledger, known!, transfer, entries);
                else if (known is null)
                    ledger = Open(ledger, title, sender, transfer, added, entries);
                else if (!read.Exists(other => other.Gave(known)))
                    ledger = Move(ledger, known, sender, transfer, added, entries);
            }

            if (meant.TrueForAll(issue => issue.IsElsewhere))
                elsewhere.Add((named, meant.ConvertAll(issue => issue.Known!)));
        }

        return (entries, ledger, elsewhere);
    }

    /// <summary>
    /// What the holder's answer changes: one that ends with a question leaves the issues at hand waiting on the customer, any other resolves
    /// them. Where the holder said itself where an issue stands, that holds; where it reported what the answer resolves, the others rest until the
    /// customer's next message.
    /// </summary>
    public static (List<JournalEntry> Entries, Ledger After) Settle(ConversationState state, string answer, ConfidenceReport? report)
    {
        var (ledger, owner) = (state.Ledger, state.Holder);
        var asks = ClosingQuestion.IsIn(answer);
        var entries = new List<JournalEntry>();
        var resolved = report?.Resolves?.Select(named => IssueId.Read(named) is { } number ? state.Ledger.Find(number) : state.Ledger.Titled(named)).OfType<Issue>().Where(issue => issue.Owner == owner && state.Ledger.Holds(issue.Id) && !issue.IsEnded).ToList();
        var due = state.ToSettle();
        foreach (var issue in due)
        {
            var isResolved = resolved?.Exists(named => named.Id == issue.Id);
            Add(issue, isResolved == true || (isResolved is null && !asks) ? IssueStatus.Resolved : asks ? IssueStatus.WaitingOnCustomer : IssueStatus.InProgress);
        }

        foreach (var issue in (resolved ?? []).Where(issue => !due.Exists(other => other.Id == issue.Id) && !state.Turn!.Stated.Contains(issue.Id)).DistinctBy(issue => issue.Id))
            Add(issue, IssueStatus.Resolved);
        return (entries, ledger);

        void Add(Issue issue, IssueStatus status)
        {
            var settled = new IssueChanged
            {
                Issue = issue.Id,
                Title = issue.Title,
                Owner = owner,
                Status = status,
                Reason = status switch
                {
                    IssueStatus.Resolved => $"answered by {owner}",
                    IssueStatus.WaitingOnCustomer => $"{owner} asked the customer",
                    _ => $"answered by {owner}, but not resolved",
                },
                By = owner,
                Stated = status == IssueStatus.InProgress ? true : null,
            };
            entries.Add(settled);
            ledger = ledger.Apply(settled);
        }
    }

    // Whom the sender thought of, by the names that they have. It is no more than an opinion: a name that nobody in the team has is no
    // reason to refuse a transfer, and is left out.
    private static List<Alternative> Known(Team team, Transfer transfer) =>
    [
        .. transfer.Alternatives
            .Select(given => (Agent: team.Agents.FirstOrDefault(agent => TransferTool.NameFor(agent.Name) == TransferTool.NameFor(given.To)), given.Confidence))
            .Where(given => given.Agent is not null && given.Agent.Name != transfer.Target)
            .DistinctBy(given => given.Agent)
            .Select(given => new Alternative { To = given.Agent!.Name, Confidence = given.Confidence }),
    ];

    // An issue that another line of work has stays with its owner, and what the sender knows of it is added to it.
    private static Ledger Repeat(ConversationState state, Ledger ledger, Issue issue, Transfer transfer, List<JournalEntry> entries)
    {
        if (state.Turn?.Repeated.Contains((transfer.CallId, issue.Id)) == true)
            return ledger;
        var repeated = new IssueChanged
        {
            Issue = issue.Id,
            Title = issue.Title,
            Owner = issue.Owner,
            Status = issue.Status,
            By = state.Holder,
            Notes = [transfer.Summary, .. transfer.Notes],
            RepeatedBy = transfer.CallId,
        };
        entries.Add(repeated);
        return ledger.Apply(repeated);
    }

    private static Ledger Move(Ledger ledger, Issue issue, string sender, Transfer transfer, Marks added, List<JournalEntry> entries)
    {
        var moved = new IssueChanged
        {
            Issue = issue.Id,
            Title = issue.Title,
            Owner = transfer.Target,
            Status = IssueStatus.Open,
            Reason = issue.IsEnded ? $"reopened by {sender}" : null,
            Category = transfer.Category,
            Confidence = transfer.Confidence,
            Summary = Beside(issue.Title, transfer),
            By = sender,
            CallId = transfer.Routed is null ? transfer.CallId : null,
            Routed = transfer.Routed,
            SecondOpinion = transfer.SecondOpinion,
            Constraints = added.Constraints,
            Sensitive = added.Sensitive,
            Notes = added.Notes,
            Alternatives = added.Alternatives,
            Priority = transfer.Priority,
            Suggested = added.Suggested,
        };
        entries.Add(moved);
        return ledger.Apply(moved);
    }

    private static Ledger Open(Ledger ledger, string title, string sender, Transfer transfer, Marks added, List<JournalEntry> entries)
    {
        var opened = new IssueOpened
        {
            Issue = ledger.NextId,
            Title = title,
            Owner = transfer.Target,
            Status = IssueStatus.Open,
            Category = transfer.Category,
            Confidence = transfer.Confidence,
            Summary = Beside(title, transfer),
            By = sender,
            CallId = transfer.Routed is null ? transfer.CallId : null,
            Routed = transfer.Routed,
            SecondOpinion = transfer.SecondOpinion,
            Constraints = added.Constraints,
            Sensitive = added.Sensitive,
            Notes = added.Notes,
            Alternatives = added.Alternatives,
            Priority = transfer.Priority,
            Suggested = added.Suggested,
        };
        entries.Add(opened);
        return ledger.Apply(opened);
    }

    private static string? Beside(string title, Transfer transfer) => transfer.Summary == title ? null : transfer.Summary;

    // What a transfer adds to each issue that it is about.
    private readonly record struct Marks(
        Constraint? Constraints,
        bool? Sensitive,
        IReadOnlyList<string>? Notes,
        IReadOnlyList<Alternative>? Alternatives,
        string? Suggested);
}

using Baton.Conversations.States;
using Baton.Handoffs;
using Baton.Handoffs.Classifications;
using Baton.Handoffs.Constraints;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams;

namespace Baton.Issues;

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
    public static (List<JournalEntry> Entries, Ledger After) Accept(Team team, ConversationState state, TeamMember member, IEnumerable<Transfer> transfers)
    {
        var entries = new List<JournalEntry>();
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
                Notes = [.. named.Notes, $"{named.Target} was named for this: decline it if it is outside of what you do."],
                Alternatives = [new Alternative { To = named.Target, Confidence = named.Confidence }, .. named.Alternatives],
            };
            var limits = member.LimitsFor(transfer.Target).At(state.Now, state.Turns).And(transfer.Limits.At(state.Now, state.Turns));
            var added = new Marks(
                limits.IsNone ? null : limits,
                !state.IsSensitive && (member.IsSensitive(named.Target) || team.IsSensitive(named.Target, named.Category) || team.IsSensitive(transfer.Target, null)) ? true : null,
                transfer.Notes is { Count: > 0 } notes ? notes : null,
                Known(team, transfer) is { Count: > 0 } alternatives ? alternatives : null,
                named.Target == transfer.Target ? null : named.Target);
            foreach (var (known, title) in Meant(ledger, sender, transfer))
            {
                if (known is null)
                    ledger = Open(ledger, title, sender, transfer, added, entries);
                else if (!read.Exists(other => other.Gave(known)))
                    ledger = Move(ledger, known, sender, transfer, added, entries);
            }
        }

        return (entries, ledger);
    }

    /// <summary>
    /// What the holder's answer changes: one that ends with a question leaves the issues at hand waiting on the customer, any other resolves
    /// them. Where the holder said itself where an issue stands, that holds.
    /// </summary>
    public static (List<JournalEntry> Entries, Ledger After) Settle(ConversationState state, string answer)
    {
        var (ledger, owner) = (state.Ledger, state.Holder);
        var asks = IsQuestion(answer);
        var entries = new List<JournalEntry>();
        foreach (var issue in state.ToSettle())
        {
            var settled = new IssueChanged
            {
                Issue = issue.Id,
                Title = issue.Title,
                Owner = owner,
                Status = asks ? IssueStatus.WaitingOnCustomer : IssueStatus.Resolved,
                Reason = asks ? $"{owner} asked the customer" : $"answered by {owner}",
                By = owner,
            };
            entries.Add(settled);
            ledger = ledger.Apply(settled);
        }

        return (entries, ledger);
    }

    /// <summary>Whether an answer leaves the customer to say something.</summary>
    public static bool IsQuestion(string answer) => answer.AsSpan().TrimEnd(" \t\r\n*_)\"'”’").EndsWith("?");

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

    // A transfer that names no issue is about what its sender is working on, or else about something new.
    private static IEnumerable<(Issue? Known, string Title)> Meant(Ledger ledger, string sender, Transfer transfer)
    {
        if (transfer.Issues.Count > 0)
        {
            return transfer.Issues
                .Select(named => (Known: Find(ledger, named), Title: IssueId.Read(named) is { } number && ledger.Find(number) is { } other ? other.Title : named))
                .DistinctBy(meant => meant.Known?.Title ?? meant.Title, StringComparer.OrdinalIgnoreCase)
                .ToList();
        }

        var own = ledger.WorkFor(sender);
        if (!own.IsEmpty)
            return own.Select(issue => ((Issue?)issue, issue.Title));
        var kept = ledger.Unended.Find(transfer.Gave) ?? Find(ledger, transfer.Summary);
        return [(kept, transfer.Summary)];
    }

    // What is not a leg's own may be in another leg's hands: there it stays.
    private static Issue? Find(Ledger ledger, string named) => IssueId.Read(named) is { } number
        ? ledger.Holds(number) ? ledger.Find(number) : null
        : ledger.Titled(named);

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

using System.Collections.Immutable;
using System.Globalization;
using Baton.Handoffs;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Issues;

/// <summary>What transfers and answers change in the ledger: pure, from issues to entries.</summary>
internal static class Ledger
{
    /// <summary>What keeping these transfers changes: known issues get a new owner, new ones are opened.</summary>
    /// <remarks>Carrying a transfer out a second time, after a crash in its middle, does only what is missing.</remarks>
    /// <param name="issues">The ledger as it stands.</param>
    /// <param name="sender">Who transfers.</param>
    /// <param name="transfers">The transfers, in the order of the reply.</param>
    public static (List<JournalEntry> Entries, ImmutableList<Issue> After) Accept(ImmutableList<Issue> issues, string sender, IEnumerable<Transfer> transfers)
    {
        var entries = new List<JournalEntry>();
        foreach (var transfer in transfers)
        {
            foreach (var (known, title) in Meant(issues, sender, transfer))
            {
                if (known is { } issue && issue.GivenBy == transfer.CallId)
                    continue;
                if (known is { } other)
                    issues = Move(issues, other, sender, transfer, entries);
                else
                    issues = Open(issues, title, sender, transfer, entries);
            }
        }

        return (entries, issues);
    }

    /// <summary>
    /// What an answer of their owner changes: an answer that ends with a question leaves the owner's issues waiting on the customer,
    /// any other resolves them.
    /// </summary>
    public static (List<JournalEntry> Entries, ImmutableList<Issue> After) Settle(ImmutableList<Issue> issues, string owner, string answer)
    {
        var asks = answer.AsSpan().TrimEnd(" \t\r\n*_)\"'”’").EndsWith("?");
        var entries = new List<JournalEntry>();
        var after = issues;
        foreach (var issue in issues)
        {
            if (issue.Owner != owner || !issue.IsActionable)
                continue;
            var settled = issue with
            {
                Status = asks ? IssueStatus.WaitingOnCustomer : IssueStatus.Resolved,
                Reason = asks ? $"{owner} asked the customer" : $"answered by {owner}",
            };
            after = after.Replace(issue, settled);
            entries.Add(new IssueChanged
            {
                Issue = issue.Id,
                Title = issue.Title,
                Owner = owner,
                Status = settled.Status,
                Reason = settled.Reason,
                By = owner,
            });
        }

        return (entries, after);
    }

    /// <summary>The number in <c>7</c>, <c>#7</c> or <c>issue 7</c>.</summary>
    public static IssueId? Number(string text)
    {
        var digits = text.AsSpan().Trim();
        if (digits.StartsWith("issue", StringComparison.OrdinalIgnoreCase))
            digits = digits["issue".Length..].TrimStart();
        if (digits.StartsWith("#"))
            digits = digits[1..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new IssueId(number) : null;
    }

    // A transfer that names no issue is about what its sender is working on, or else about something new.
    private static IEnumerable<(Issue? Known, string Title)> Meant(ImmutableList<Issue> issues, string sender, Transfer transfer)
    {
        if (transfer.Issues.Count > 0)
            return transfer.Issues.Select(named => (Find(issues, named), named)).DistinctBy(meant => meant.Item1?.Title ?? meant.named).ToList();
        var own = issues.Where(issue => issue.Owner == sender && issue.IsActionable).Select(issue => ((Issue?)issue, issue.Title)).ToList();
        if (own.Count > 0)
            return own;
        var kept = issues.Find(issue => issue.GivenBy == transfer.CallId) ?? Find(issues, transfer.Summary);
        return [(kept, transfer.Summary)];
    }

    private static Issue? Find(ImmutableList<Issue> issues, string named) => Number(named) is { } number
        ? issues.Find(issue => issue.Id == number)
        : issues.Find(issue => !issue.IsEnded && string.Equals(issue.Title, named, StringComparison.OrdinalIgnoreCase));

    private static ImmutableList<Issue> Move(ImmutableList<Issue> issues, Issue issue, string sender, Transfer transfer, List<JournalEntry> entries)
    {
        var summary = transfer.Summary == issue.Title ? null : transfer.Summary;
        entries.Add(new IssueChanged
        {
            Issue = issue.Id,
            Title = issue.Title,
            Owner = transfer.Target,
            Status = IssueStatus.Open,
            Category = transfer.Category,
            Confidence = transfer.Confidence,
            Summary = summary,
            By = sender,
            CallId = transfer.CallId,
        });
        return issues.Replace(issue, issue with
        {
            Owner = transfer.Target,
            Status = IssueStatus.Open,
            Category = transfer.Category ?? issue.Category,
            Confidence = transfer.Confidence ?? issue.Confidence,
            Summary = summary ?? issue.Summary,
            GivenBy = transfer.CallId,
        });
    }

    private static ImmutableList<Issue> Open(ImmutableList<Issue> issues, string title, string sender, Transfer transfer, List<JournalEntry> entries)
    {
        var opened = new Issue
        {
            Id = new IssueId(issues.Count + 1),
            Title = title,
            Owner = transfer.Target,
            Status = IssueStatus.Open,
            Category = transfer.Category,
            Confidence = transfer.Confidence,
            Summary = transfer.Summary == title ? null : transfer.Summary,
            GivenBy = transfer.CallId,
        };
        entries.Add(new IssueOpened
        {
            Issue = opened.Id,
            Title = title,
            Owner = opened.Owner,
            Status = opened.Status,
            Category = opened.Category,
            Confidence = opened.Confidence,
            Summary = opened.Summary,
            By = sender,
            CallId = transfer.CallId,
        });
        return issues.Add(opened);
    }
}

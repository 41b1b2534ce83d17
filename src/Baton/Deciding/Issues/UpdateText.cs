using System.Text.Json;
using Baton.States.Issues;
using Baton.Teams.Markers;

namespace Baton.Deciding.Issues;

/// <summary>The result of an <c>update_issue</c> call, for the model.</summary>
internal static class UpdateText
{
    private const int MostOthers = 12;

    /// <summary>The line.</summary>
    /// <param name="ledger">The ledger after the update.</param>
    /// <param name="id">The issue.</param>
    /// <param name="call">The call.</param>
    public static string Of(Ledger ledger, IssueId id, IssueUpdate call)
    {
        var issue = ledger.Find(id)!;
        var text = $"Noted: {Line(issue)}.";
        if (call.Dropped is { } dropped)
            text += $" Left out, because it could not be read: {string.Join(", ", dropped)}.";
        if (call.Owner is { } named && !string.Equals(named, issue.Owner, StringComparison.OrdinalIgnoreCase))
            text += $" You cannot give it to {named}, so {issue.Owner} keeps it.";
        if (call.Status == IssueStatus.Resolved && issue.Status == IssueStatus.InProgress)
            text += " It stays open, because a tool failed for it. Try again, pass it on, or tell the customer what was not done.";
        if (!ledger.Holds(id))
            text += $" {issue.Owner} has it and works on it in parallel. Continue with your own.";
        var others = ledger.Unended.Where(other => other.Id != id).ToList();
        if (others.Count == 0)
            return text + (issue.IsEnded ? " Every issue has ended." : "");
        text += $" Not ended: {string.Join("; ", others.Take(MostOthers).Select(Line))}";
        return text + (others.Count > MostOthers ? $"; and {others.Count - MostOthers} more." : ".");
    }

    /// <summary>A status in snake_case.</summary>
    public static string WordFor(IssueStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    private static string Line(Issue issue) => $"{issue.Id} {OneLine.Of(issue.Title)} ({issue.Owner}, {WordFor(issue.Status)})";
}

using System.Globalization;
using Baton.Cli.Serving;
using Baton.Journals.Entries;

namespace Baton.Cli.Output;

/// <summary>A ticket as whoever works on it looks at it: what it is about, who has it, how soon it is due, and the commands that fit where it stands.</summary>
internal static class TicketSheet
{
    /// <summary>Shows it.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="standing">The conversation.</param>
    /// <param name="ticket">The ticket.</param>
    /// <param name="now">The present.</param>
    /// <param name="command">The command of a person for an act.</param>
    public static void Show(Screen screen, Standing standing, TicketOpened ticket, DateTimeOffset now, Func<string, string, string> command)
    {
        screen.Line(0, new Span("waits for a person", Tone.Warning), ": ticket ", new Span(Safe(ticket.Ticket.Value), Tone.Strong), " at ", new Span(Safe(ticket.Desk), Tone.Name));
        screen.Field("from", Safe(ticket.From));
        screen.Field("why", Safe(ticket.Reason));
        List<Issue> issues = [.. Issues(standing).Where(issue => ticket.Issues.Contains(issue.Id) || issue.Owner == ticket.Desk)];
        foreach (var issue in issues)
            screen.Field("issue", $"{issue.Id} {Safe(issue.Title)}{(issue.IsEnded ? $" ({Words.Of(issue.Status)})" : "")}");
        if (ticket.Priority is { } priority)
            screen.Field("priority", Words.Of(priority));
        if (ticket.Skills is { Count: > 0 } skills)
            screen.Field("skills", Safe(string.Join(", ", skills)));
        screen.Field("claimant", standing.Claimant is { } claimant ? Safe(claimant) : "nobody yet");
        foreach (var due in Dues(ticket, standing, now))
            screen.Field("due", due);
        if (standing.IsAskingCustomer)
            screen.Field("waits for", "the customer's answer");
        foreach (var (label, act) in Acts(standing, issues))
            screen.Command($"  {label + ":",-10} ", command(standing.Claimant ?? "NAME", act));
    }

    private static IEnumerable<string> Dues(TicketOpened ticket, Standing standing, DateTimeOffset now)
    {
        if (ticket.FirstResponseDue is { } first && standing.Claimant is null && !standing.IsAnsweredByPerson)
            yield return Due("first response", first, now);
        if (ticket.ResolutionDue is { } last)
            yield return Due("resolution", last, now);
    }

    /// <summary>A due time, and how far it is.</summary>
    private static string Due(string what, DateTimeOffset due, DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture,
        $"{what} {due.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {(due <= now ? $"late by {Words.Length(now - due)}" : $"in {Words.Length(due - now)}")}");

    // Those that fit, the likeliest first. Who answers a ticket that nobody has claims it by that.
    private static IEnumerable<(string Label, string Act)> Acts(Standing standing, List<Issue> issues)
    {
        if (standing.Claimant is null)
            yield return ("claim", "--claim");
        yield return ("answer", "--reply \"...\"");
        yield return ("ask", "--ask \"...\"");
        yield return ("note", "--note \"...\"");
        if (issues.Find(issue => !issue.IsEnded) is { } open)
            yield return ("end issue", $"--resolve \"...\" --issue {open.Id.Value}");
        yield return ("hand back", "--hand-back --note \"...\"");
        yield return ("decline", "--decline \"...\"");
        if (standing.Claimant is not null)
            yield return ("release", "--release");
    }

    private static IReadOnlyCollection<Issue> Issues(Standing standing)
    {
        var tally = new Tally();
        standing.Entries.ForEach(tally.Add);
        return tally.Issues;
    }

    private static string Safe(string text) => SafeText.OneLine(text);
}

using System.Globalization;
using Baton.Cli.Output;
using Baton.Journals;
using Baton.Runtime;

namespace Baton.Cli.Views;

/// <summary>Shows a ticket: its reason and issues, who has claimed it, when it is due, and the commands that can come next.</summary>
internal static class TicketView
{
    /// <summary>Shows it.</summary>
    /// <param name="screen">The screen to write to.</param>
    /// <param name="status">The conversation.</param>
    /// <param name="ticket">The ticket.</param>
    /// <param name="now">The current time.</param>
    /// <param name="command">Builds the command for an action of a person; null for the current user.</param>
    public static void Show(
        Screen screen,
        ConversationStatus status,
        WaitingTicket ticket,
        DateTimeOffset now,
        Func<string?, string, string> command
    )
    {
        screen.Line(
            0,
            new Span("waits for a person", Tone.Warning),
            ": ticket ",
            new Span(Safe(ticket.Ticket.Value), Tone.Strong),
            " at ",
            new Span(Safe(ticket.Desk), Tone.Name)
        );
        screen.Field("from", Safe(ticket.From));
        screen.Field("why", Safe(ticket.Reason));
        List<Issue> issues = [.. status.Issues.Where(issue => ticket.Issues.Contains(issue.Id) || issue.Owner == ticket.Desk)];
        foreach (var issue in issues)
            screen.Field("issue", $"{issue.Id} {Safe(issue.Title)}{(issue.IsEnded ? $" ({Words.Of(issue.Status)})" : "")}");
        if (ticket.Priority is { } priority)
            screen.Field("priority", Words.Of(priority));
        if (ticket.Skills is { Count: > 0 } skills)
            screen.Field("skills", Safe(string.Join(", ", skills)));
        screen.Field("claimant", ticket.Claimant is { } claimant ? Safe(claimant) : "nobody yet");
        foreach (var due in Dues(ticket, status, now))
            screen.Field("due", due);
        if (ticket.IsWaitingOnCustomer)
            screen.Field("waits for", "the customer's answer");
        foreach (var (label, act) in Acts(ticket, issues))
            screen.Command($"  {label + ":", -10} ", command(ticket.Claimant, act));
    }

    private static IEnumerable<string> Dues(WaitingTicket ticket, ConversationStatus status, DateTimeOffset now)
    {
        if (ticket.FirstResponseDue is { } first && ticket.Claimant is null && !status.IsAnsweredByPerson)
            yield return Due("first response", first, now);
        if (ticket.ResolutionDue is { } last)
            yield return Due("resolution", last, now);
    }

    /// <summary>A due time, and how long until or since then.</summary>
    private static string Due(string what, DateTimeOffset due, DateTimeOffset now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{what} {due.UtcDateTime:yyyy-MM-dd HH:mm} UTC, "
                + $"{(due <= now ? $"late by {Words.Length(now - due)}" : $"in {Words.Length(due - now)}")}"
        );

    // The likeliest first. Answering an unclaimed ticket also claims it.
    private static IEnumerable<(string Label, string Act)> Acts(WaitingTicket ticket, List<Issue> issues)
    {
        if (ticket.Claimant is null)
            yield return ("claim", "--claim");
        yield return ("answer", "--reply \"...\"");
        yield return ("ask", "--ask \"...\"");
        yield return ("note", "--note \"...\"");
        if (issues.Find(issue => !issue.IsEnded) is { } open)
            yield return ("resolve", $"--resolve \"...\" --issue {open.Id.Value}");
        yield return ("hand back", "--hand-back --note \"...\"");
        yield return ("decline", "--decline \"...\"");
        if (ticket.Claimant is not null)
            yield return ("release", "--release");
    }

    private static string Safe(string text) => SafeText.OneLine(text);
}

using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>What falls due fires once, not before its time, and is not forgotten.</summary>
internal sealed class Dues(World world) : Rule(world)
{
    private const string Name = "what falls due happens once, and not before";

    private readonly HashSet<(string Conversation, string Of, DateTimeOffset Due)> fired = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        if (entry.Kind != EntryKind.TimerFired || entry.Time("due"u8) is not { } due)
            return;
        var of = entry.Text("of"u8) ?? "";
        if (due > entry.At)
            World.Report(Name, $"{conversation.Id}, {entry}: '{of}' is due at {due:O}.");
        // Work that one process after the other leaves is due each time.
        if (of != "unfinished" && !fired.Add((conversation.Id, of, due)))
            World.Report(Name, $"{conversation.Id}, {entry}: '{of}' of {due:O} had fired before.");
        if (of is "first_response" or "resolution" && conversation.Ticket is null)
            World.Report(Name, $"{conversation.Id}, {entry}: no ticket is open whose '{of}' could be over.");
    }

    public override void See(Happening happening)
    {
        if (happening is Happening.Appended appended)
            CheckDeadlines(World.Of(appended.Conversation), appended);
        if (happening is not Happening.Ended ended || !World.IsHealed)
            return;
        foreach (var conversation in World.Conversations.Values)
        {
            if (conversation.Closed is null && conversation.Due <= ended.Wall)
                World.Report(Name, $"{conversation.Id}: at the end something is due since {conversation.Due:O}.");
            if (
                conversation.Ticket is { Claimant: null, IsAnswered: false, IsMissed: false } ticket
                && ticket.Opened.Time("first_response_due"u8) <= ended.Wall
            )
                World.Report(Name, $"{conversation.Id}: nobody took ticket {ticket.Id} in time, and nothing follows.");
        }
    }

    private bool HasTime(Issue issue) => !issue.IsEnded && World.Agents.ContainsKey(issue.Owner);

    // While an issue waits for nobody's work its own deadline is the next due time, or a later one.
    private void CheckDeadlines(Conversation conversation, Happening.Appended appended)
    {
        if (conversation.HasTurn || conversation.WaitsForPerson || conversation.Closed is not null || conversation.Entries.Count == 0)
            return;
        var now = conversation.Entries[^1].At;
        // While the deadline of one has passed a process is at work on it, and due is when another would take over.
        if (appended.Due is not null && conversation.Issues.Values.Any(issue => HasTime(issue) && issue.Limits.Deadline <= now))
            return;
        foreach (var issue in conversation.Issues.Values)
        {
            if (HasTime(issue) && issue.Limits.Deadline is { } deadline && deadline > now && !(appended.Due <= deadline))
                World.Report(
                    Name,
                    $"{conversation.Id}, {conversation.Entries[^1]}: issue {issue.Id} has time until {deadline:O}, "
                        + $"and due is {appended.Due:O}."
                );
        }
    }
}

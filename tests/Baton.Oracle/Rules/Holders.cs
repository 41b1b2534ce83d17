using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Rule 1: each leg has one holder, only the holder acts, and the baton moves along declared ways.</summary>
internal sealed class Holders(World world) : Rule(world)
{
    private const string Name = "1 one holder";
    private const string Ways = "1 the baton moves along declared ways";

    public override void Before(Conversation conversation, Entry entry)
    {
        if (conversation.LineOf(entry) is not { } line)
            return;
        if (IsOfHolder(entry.Kind) && entry.Actor != line.Holder)
            World.Report(Name, $"{conversation.Id}, {entry}: {entry.Actor} acts, and {line.Holder} holds the baton.");
        if (entry.Kind == EntryKind.HandedOff)
            CheckWay(conversation, line, entry);
        if (entry.CallId is { } call && entry.Kind is EntryKind.IssueOpened or EntryKind.IssueChanged)
            CheckTransfer(conversation, entry, call!);
    }

    private static bool IsOfHolder(EntryKind kind) =>
        kind
            is EntryKind.ModelCallBegun
                or EntryKind.ModelCallEnded
                or EntryKind.ToolCallBegun
                or EntryKind.ToolCallEnded
                or EntryKind.ApprovalAsked
                or EntryKind.ReplyDrafted
                or EntryKind.HandedOff
                or EntryKind.Escalated
                or EntryKind.LegEnded
                or EntryKind.Replied
                or EntryKind.Degraded
                or EntryKind.InterimReplied
                or EntryKind.StillWorking;

    private void CheckWay(Conversation conversation, Line line, Entry entry)
    {
        var to = entry.Text("to"u8) ?? "";
        var trigger = entry.Text("trigger"u8);
        var isAgent = World.Agents.TryGetValue(to, out var agent);
        if (!isAgent && !World.Desks.ContainsKey(to))
        {
            World.Report(Ways, $"{conversation.Id}, {entry}: there is no {to} in the team.");
            return;
        }

        // Whoever steps in for others may get what was to go to them.
        var isDeclared = trigger switch
        {
            _ when agent is { IsFallback: true } => true,
            "routed" => Reaches(line.Holder, to) || Owns(conversation, to),
            // Whoever takes over what is too long for another stands in for that one.
            "continued" or "delegated" => isAgent && (Owns(conversation, to) || to == World.Team.Entry || agent!.IsFallback),
            "returned" => isAgent
                && (line.Holders.Contains(to) || Owns(conversation, to) || Reaches(line.Holder, to) || conversation.Tickets.Count > 0),
            // Where the entry agent's model gives nothing, the router may hand over in its place.
            "fell_back" => to == World.Team.Entry || (line.Holder == World.Team.Entry && Reaches(line.Holder, to)),
            "escalated" => conversation.Ticket?.Desk == to || IsAsked(conversation, entry, to),
            _ => false,
        };
        // An agent goes on with its next issue by a handoff to itself.
        if (
            trigger != "delegated"
            && to == line.Holder
            && (!entry.Json.GetProperty("briefing"u8).TryGetProperty("issues"u8, out var issues) || issues.GetArrayLength() == 0)
        )
            World.Report(Ways, $"{conversation.Id}, {entry}: {to} gives the baton to itself, for no issue.");
        if (!isDeclared)
            World.Report(Ways, $"{conversation.Id}, {entry}: nothing lets {line.Holder} give the baton to {to} as '{trigger}'.");
        if (trigger != "escalated" && !isAgent)
            World.Report(Ways, $"{conversation.Id}, {entry}: a desk gets the baton by an escalation, not as '{trigger}'.");
    }

    // A transfer goes where its sender may hand over, and otherwise to the entry agent.
    private void CheckTransfer(Conversation conversation, Entry entry, string call)
    {
        var owner = entry.Text("owner"u8) ?? "";
        var by = entry.Text("by"u8) ?? "";
        if (World.Agents.ContainsKey(by) && owner != by && !Reaches(by, owner) && owner != World.Team.Entry)
            World.Report(Ways, $"{conversation.Id}, {entry}: {by} gives issue {entry.Whole("issue"u8)} to {owner} by call {call}.");
    }

    private bool Reaches(string from, string to)
    {
        if (!World.Agents.TryGetValue(from, out var agent))
            return false;
        foreach (var handoff in agent.Handoffs)
        {
            if (handoff.To == to)
                return true;
        }

        return World.Agents.TryGetValue(to, out var receiver) && receiver.IsFallback;
    }

    private static bool Owns(Conversation conversation, string participant)
    {
        foreach (var issue in conversation.Issues.Values)
        {
            if (issue.Owner == participant && !issue.IsEnded)
                return true;
        }

        return false;
    }

    private static bool IsAsked(Conversation conversation, Entry entry, string to)
    {
        for (var place = conversation.Entries.Count - 1; place >= 0; place--)
        {
            var earlier = conversation.Entries[place];
            if (earlier.Kind == EntryKind.Escalated && earlier.Leg == entry.Leg && earlier.Text("to"u8) == to)
                return true;
        }

        return false;
    }
}

using System.Text.Json;
using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Rule 4: constraints only narrow, and what runs is permitted by grants, limits, and persons on the record.</summary>
internal sealed class Constraints(World world) : Rule(world)
{
    private const string Name = "4 constraints only narrow";
    private const string Allowed = "4 what runs is permitted";
    private const string Approved = "4 what needs approval runs after it";

    public override void Before(Conversation conversation, Entry entry)
    {
        if (entry.Kind == EntryKind.ToolCallBegun && conversation.Find(entry.Leg) is { } line)
            CheckAllowed(conversation, line, entry.Actor ?? "", entry.Text("tool"u8) ?? "", entry.Member("arguments"u8), entry);
        else if (entry.Kind == EntryKind.HandedOff)
            CheckBriefing(conversation, entry);
        else if (entry.Kind == EntryKind.ModelCallBegun)
            CheckTime(conversation, entry);
        else if (entry.Kind == EntryKind.PermissionGranted && conversation.Ticket is null)
            World.Report(Name, $"{conversation.Id}, {entry}: a permission is widened, and no person has a ticket.");
    }

    public override void After(Conversation conversation, Entry entry)
    {
        if (
            entry.Kind is EntryKind.IssueOpened or EntryKind.IssueChanged
            && (entry.CallId ?? $"{entry.Whole("routed"u8)}") is { Length: > 0 }
        )
            CheckTransfer(conversation, entry);
    }

    public override void See(Happening happening)
    {
        if (happening is not Happening.ToolRan ran || !World.Tools.TryGetValue(ran.Tool, out var tool))
            return;
        var conversation = World.Of(ran.Conversation);
        var call = conversation.Calls.GetValueOrDefault(ran.CallId);
        var name = $"call {ran.CallId} of {ran.Tool}";
        if (call?.Begun is { } begun)
        {
            if (begun.Actor != ran.Agent || begun.Text("tool"u8) != ran.Tool)
                World.Report(Allowed, $"{ran.Conversation}, {name} runs for {ran.Agent}, and {begun} says otherwise.");
            if (!JsonElement.DeepEquals(begun.Member("arguments"u8), ran.Arguments))
                World.Report(Allowed, $"{ran.Conversation}, {name} runs with other arguments than {begun} has.");
        }
        else if (conversation.Main is { } main)
        {
            // Of a call that only reads, the begin need not be durable, and so not its leg: of several nobody knows which it is.
            var lines = conversation.Lines.Where(line => line.Holder == ran.Agent && !line.IsEnded).ToList();
            if (lines.Count < 2)
                CheckAllowed(conversation, lines.FirstOrDefault() ?? main, ran.Agent, ran.Tool, ran.Arguments, name);
        }

        if (NeedsApproval(tool, ran.Arguments) && call?.IsApproved != true)
            World.Report(Approved, $"{ran.Conversation}, {name} runs with {ran.Arguments}, and nobody approved it.");
        if (call is { Decided: not null, IsApproved: false })
            World.Report(Approved, $"{ran.Conversation}, {name} runs, and {call.Decided} refused it.");
    }

    private static bool NeedsApproval(ToolFacts tool, JsonElement arguments) =>
        tool.ApprovalOver is { } most
        && !(most > 0 && Permissions.AmountOf(arguments, tool.Argument) is >= 0 and var amount && amount <= most);

    private void CheckAllowed(Conversation conversation, Line line, string agent, string name, JsonElement arguments, object what)
    {
        if (!World.Tools.TryGetValue(name, out var tool) || !World.Agents.TryGetValue(agent, out var facts))
            return;
        if (!facts.Tools.Contains(name))
            World.Report(Allowed, $"{conversation.Id}, {what}: {agent} does not have {name}.");
        var limits = AtHand(conversation, line, agent);
        var whole = conversation.Limits.And(line.Own);
        if (!whole.AllowTool(name) || !limits.Exists(one => one.AllowTool(name)))
            World.Report(Allowed, $"{conversation.Id}, {what}: limits forbid {agent} to use {name}.");
        if (tool.Needs is not { } needed)
            return;
        var amount = Permissions.AmountOf(arguments, tool.Argument);
        var isPermitted =
            Permissions.Allow(facts.Permissions, needed, amount)
            && whole.Allow(needed, amount)
            && limits.Exists(one => one.Allow(needed, amount));
        if (!isPermitted && !Permissions.Allow(GrantedTo(conversation, agent), needed, amount))
            World.Report(Allowed, $"{conversation.Id}, {what}: nothing permits {agent} {needed} with {arguments}.");
    }

    // The limits of the issues on which the agent may be working now. Without any, those with which it got the baton bind it.
    private static List<Limits> AtHand(Conversation conversation, Line line, string agent)
    {
        var limits = new List<Limits>();
        var isKnown = line.Name is not null;
        // Agents of several legs may own issues that only one of them works on.
        if (isKnown)
            limits.Add(line.Held);
        foreach (var issue in conversation.Issues.Values)
        {
            // What ended in a leg binds nobody outside it.
            var taken = line.Taken?.Seq ?? 0;
            if (issue.Owner != agent || (issue.IsEnded && !(issue.Changed!.Leg == line.Name && issue.Changed.Seq > taken)))
                continue;
            limits.Add(issue.Limits);
            // What has waited for the customer since before need not be what the agent works on.
            isKnown |= issue.Status != "waiting_on_customer" || issue.Changed!.Seq > taken;
        }

        if (!isKnown)
            limits.Add(line.Held);
        return limits;
    }

    private static IEnumerable<string> GrantedTo(Conversation conversation, string agent) =>
        conversation.Granted.Concat(conversation.Issues.Values.Where(issue => issue.Owner == agent).SelectMany(issue => issue.Granted));

    // An issue that is handed over has the limits that its handoff declares.
    private void CheckTransfer(Conversation conversation, Entry entry)
    {
        var (by, owner) = (entry.Text("by"u8) ?? "", entry.Text("owner"u8));
        if (by == owner || !World.Agents.TryGetValue(by, out var sender) || entry.Text("repeated_by"u8) is not null)
            return;
        if (sender.Handoffs.FirstOrDefault(handoff => handoff.To == owner) is not { } declared)
            return;
        var issue = conversation.Issues[entry.Whole("issue"u8) ?? 0];
        var place = $"{conversation.Id}, {entry}: issue {issue.Id} goes to {owner}";
        if (declared.Permissions is { } permissions && !issue.Limits.Permissions.Any(list => Permissions.AreWithin(list, permissions)))
            World.Report(Name, $"{place} without the limit [{string.Join(", ", permissions)}] of permissions.");
        if (declared.Tools is { } tools && !issue.Limits.Tools.Any(list => list.All(tools.Contains)))
            World.Report(Name, $"{place} without the limit [{string.Join(", ", tools)}] of tools.");
        if (declared.Time is { } time && !(issue.Limits.Deadline <= entry.At + time))
            World.Report(Name, $"{place} without the limit {time} of time.");
        if (declared.Turns is { } turns && !(issue.Limits.LastTurn <= conversation.Messages.Count + turns - 1))
            World.Report(Name, $"{place} without the limit {turns} of turns.");
    }

    // A briefing has the limits of the conversation and of the issues that are handed over.
    private void CheckBriefing(Conversation conversation, Entry entry)
    {
        if (
            entry.Member("briefing"u8) is not { ValueKind: JsonValueKind.Object } briefing
            || !World.Agents.ContainsKey(entry.Text("to"u8) ?? "")
        )
            return;
        var told = briefing.TryGetProperty("constraints"u8, out var constraints) ? Limits.Of(constraints) : Limits.None;
        var bound = conversation.Limits;
        foreach (var number in Entry.Items(briefing.TryGetProperty("issues"u8, out var issues) ? issues : default))
        {
            if (conversation.Issues.TryGetValue(number.GetInt64(), out var issue))
                bound = bound.And(issue.Limits);
        }

        var isDropped =
            bound.Permissions.Any(wide => !told.Permissions.Any(narrow => Permissions.AreWithin(narrow, wide)))
            || bound.Tools.Any(wide => !told.Tools.Any(narrow => narrow.All(wide.Contains)))
            || (bound.Deadline is { } deadline && !(told.Deadline <= deadline))
            || (bound.LastTurn is { } turn && !(told.LastTurn <= turn));
        if (isDropped)
            World.Report(Name, $"{conversation.Id}, {entry}: the briefing drops a limit of the conversation or of its issues.");
    }

    // No model is asked to go on with what has no time or turns left.
    private void CheckTime(Conversation conversation, Entry entry)
    {
        // A leg works on its own issues, which the agents of other legs may own as well.
        if (conversation.Entries.Count == 0 || entry.Leg is not null || conversation.Find(entry.Leg) is not { } line)
            return;
        var last = conversation.Entries[^1];
        // What is tried again was decided before.
        if (last.Kind is EntryKind.FellBack or EntryKind.StillWorking)
            return;
        var limits = AtHand(conversation, line, entry.Actor ?? "");
        var turns = conversation.Messages.Count;
        if (IsOver(conversation.Limits, last, turns) || limits.TrueForAll(one => IsOver(one, last, turns)))
            World.Report(Name, $"{conversation.Id}, {entry}: {entry.Actor} goes on, and its time or its turns are used up.");
    }

    private static bool IsOver(Limits limits, Entry last, int turns) => limits.Deadline <= last.At || limits.LastTurn < turns;
}

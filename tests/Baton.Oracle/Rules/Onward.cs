using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>
/// The baton goes on: what people hand back arrives, a ticket that nobody took goes further, and nobody passes it to and fro.
/// </summary>
internal sealed class Onward(World world) : Rule(world)
{
    private const string Back = "people: what is handed back arrives";
    private const string Further = "11 a ticket that nobody took goes to whoever is next";
    private const string ToAndFro = "10 the baton does not go to and fro without progress";
    private const string Once = "10 a model is corrected once for each fault, and three times in sum, before the next rung";

    private const int MostCorrections = 3;

    private const string Told = "5 a transfer that is told of is made";

    private readonly Dictionary<string, Entry> handedBack = [];
    private readonly Dictionary<string, Entry> expired = [];
    private readonly Dictionary<string, HashSet<string>> asked = [];
    private readonly Dictionary<(string Conversation, string? Leg), HashSet<(string From, string To)>> passed = [];
    private readonly Dictionary<(string Conversation, string? Leg), List<string>> corrections = [];
    private readonly Dictionary<string, string> narrated = [];
    private readonly HashSet<int> couldTransfer = [];
    private readonly Dictionary<int, string> places = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        CheckBack(conversation, entry);
        CheckFurther(conversation, entry);
        CheckToAndFro(conversation, entry);
        CheckCorrections(conversation, entry);
        if (entry.Kind == EntryKind.Replied && narrated.TryGetValue(conversation.Id, out var text))
        {
            if (entry.Text("text"u8)?.Contains(text, StringComparison.Ordinal) == true)
                World.Report(Told, $"{conversation.Id}, {entry} says '{text}', and nobody was given the baton.");
        }
    }

    public override void See(Happening happening)
    {
        if (happening is Happening.ModelAsked { Conversation: not null } request)
        {
            if (request.Tools.Any(tool => tool.StartsWith("transfer_to_", StringComparison.Ordinal)))
                couldTransfer.Add(request.Call);
            places[request.Call] = request.Conversation!;
        }
        else if (
            happening is Happening.ModelReplied { Habit: "NarratesTransfer", Text: { } text } replied
            && couldTransfer.Contains(replied.Call)
            && places.TryGetValue(replied.Call, out var conversation)
        )
            narrated[conversation] = text;
    }

    public override void Finish()
    {
        foreach (var (conversation, closed) in handedBack)
            World.Report(Back, $"{conversation}, {closed}: {closed.Text("to"u8)} never gets the baton.");
    }

    private void CheckBack(Conversation conversation, Entry entry)
    {
        if (entry.Kind == EntryKind.TicketClosed)
            handedBack[conversation.Id] = entry;
        else if (handedBack.TryGetValue(conversation.Id, out var closed))
        {
            var isHandedOn = entry.Kind == EntryKind.HandedOff && entry.Leg is null;
            if (isHandedOn || entry.Kind is EntryKind.Escalated or EntryKind.Degraded)
                handedBack.Remove(conversation.Id);
            if (isHandedOn && World.Agents.ContainsKey(entry.Actor ?? ""))
                World.Report(Back, $"{conversation.Id}, {entry}: {closed} handed it to {closed.Text("to"u8)}.");
            else if (entry.Kind is EntryKind.MessageReceived or EntryKind.ModelCallBegun && handedBack.Remove(conversation.Id))
                World.Report(Back, $"{conversation.Id}, {entry}: {closed.Text("to"u8)} did not get the baton before.");
        }
    }

    // Whoever is on the ladder and was not asked in this conversation at all is certainly next, or before whoever is.
    private void CheckFurther(Conversation conversation, Entry entry)
    {
        if (!asked.TryGetValue(conversation.Id, out var before))
            asked.Add(conversation.Id, before = []);
        // The summary for whoever is next is written before, and whoever goes on after a failed append says so first.
        if (
            entry.Kind is not (EntryKind.SummaryWritten or EntryKind.TimerFired)
            && expired.Remove(conversation.Id, out var late)
            && entry.Kind != EntryKind.Escalated
        )
        {
            if (World.Team.Ladder.FirstOrDefault(name => !before.Contains(name)) is { } next)
                World.Report(Further, $"{conversation.Id}, {entry}: {next} was never asked, and {late} is followed by this.");
        }

        if (entry.Kind == EntryKind.TicketExpired && entry.Text("due"u8) == "first_response" && entry.Leg is null)
            expired[conversation.Id] = entry;
        // Whoever had the baton before may not be asked either.
        foreach (var name in (ReadOnlySpan<string?>)[entry.Actor, entry.Text("to"u8), entry.Text("desk"u8)])
        {
            if (name is not null)
                before.Add(name);
        }
    }

    private void CheckToAndFro(Conversation conversation, Entry entry)
    {
        var place = (conversation.Id, entry.Leg);
        if (IsProgress(conversation, entry))
        {
            foreach (var line in passed.Keys.Where(line => line.Conversation == conversation.Id).ToList())
                passed.Remove(line);
        }

        if (entry.Kind != EntryKind.HandedOff || Conversation.IsDelegation(entry))
            return;
        if (!passed.TryGetValue(place, out var pairs))
            passed.Add(place, pairs = []);
        var (from, to) = (entry.Actor ?? "", entry.Text("to"u8) ?? "");
        if (!pairs.Add((from, to)) && entry.Text("trigger"u8) == "routed")
            World.Report(ToAndFro, $"{conversation.Id}, {entry}: {from} gave {to} the baton before, and nothing has come of it.");
    }

    private static bool IsProgress(Conversation conversation, Entry entry) =>
        entry.Kind
            is EntryKind.MessageReceived
                or EntryKind.TicketClosed
                or EntryKind.TicketDeclined
                or EntryKind.TicketExpired
                or EntryKind.LegEnded
                or EntryKind.FellBack
                or EntryKind.Escalated
                or EntryKind.ApprovalDecided
                or EntryKind.Replied
                or EntryKind.Degraded
        || (entry.Kind == EntryKind.ToolCallEnded && entry.Text("outcome"u8) == "ok")
        || (
            entry.Kind == EntryKind.IssueChanged
            && conversation.Issues.GetValueOrDefault(entry.Whole("issue"u8) ?? 0) is { } issue
            && issue.Status != entry.Text("status"u8)
        );

    private void CheckCorrections(Conversation conversation, Entry entry)
    {
        var place = (conversation.Id, entry.Leg);
        // A missing confidence is asked for apart from that.
        if (entry.Kind is EntryKind.AttemptFailed && entry.Text("told"u8) is not null && entry.Text("cause"u8) != "unreported")
        {
            if (!corrections.TryGetValue(place, out var earlier))
                corrections.Add(place, earlier = []);
            var fault = $"{entry.Text("cause"u8)} {entry.Text("fault"u8)}";
            if (earlier.Contains(fault) || earlier.Count == MostCorrections)
                World.Report(Once, $"{conversation.Id}, {entry}: {entry.Actor} is corrected again while it holds the baton.");
            earlier.Add(fault);
        }
        // Whoever waited for a leg begins anew.
        else if (entry.Kind == EntryKind.LegEnded)
            corrections.Remove((conversation.Id, conversation.Find(entry.Leg)?.Parent?.Name));
        else if (
            entry.Kind
            is EntryKind.HandedOff
                or EntryKind.MessageReceived
                or EntryKind.Replied
                or EntryKind.Degraded
                or EntryKind.FellBack
                or EntryKind.TicketClosed
        )
            corrections.Remove(place);
    }
}

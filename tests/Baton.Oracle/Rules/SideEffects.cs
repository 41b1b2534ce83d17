using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Rule 7: a side effect happens at most once, and the journal says what tools really did.</summary>
internal sealed class SideEffects(World world) : Rule(world)
{
    private const string Once = "7 a side effect happens at most once";
    private const string Outcome = "7 the journal says what tools did";

    private const string Heard = "7 a customer who wrote again is heard before anything is begun";

    private readonly Dictionary<string, Deed> deeds = [];
    private readonly Dictionary<string, long> decided = [];
    private readonly Dictionary<string, long> wrote = [];
    private readonly Dictionary<string, int> called = [];
    private readonly Dictionary<string, int> run = [];

    // When work was last disturbed: a process that ended, a store that failed, a caller that gave up.
    private long disturbed;

    public override void See(Happening happening)
    {
        switch (happening)
        {
            case Happening.ModelReplied replied:
                foreach (var tool in replied.Calls)
                    Count(called, tool);
                break;
            case Happening.ToolRan ran:
                CheckRun(ran);
                break;
            case Happening.ToolDone done:
                DeedOf(done.CallId).Ends.Add(done);
                break;
            case Happening.ProcessKilled
            or Happening.ProcessStopped
            or Happening.StoreFailed
            or Happening.ClockJumped
            or Happening.SendFailed
            or Happening.GivenUp
            or Happening.ActEnded { Error: not null }
            or Happening.CallbackAnswered { Error: not null }:
                disturbed = happening.Number;
                break;
            default:
                break;
        }
    }

    public override void Before(Conversation conversation, Entry entry)
    {
        CheckHeard(conversation, entry);
        if (entry.Kind != EntryKind.ToolCallEnded || entry.CallId is not { } id)
            return;
        if (!World.Tools.TryGetValue(entry.Text("tool"u8) ?? "", out var tool))
            return;
        deeds.TryGetValue(id, out var deed);
        var name = $"{conversation.Id}, {entry}: call {id} of {tool.Name}";
        switch (entry.Text("outcome"u8))
        {
            case "ok" when deed is null:
                World.Report(Outcome, $"{name} is said to have run, and did not.");
                break;
            case "ok" when !deed!.Ends.Exists(end => end.Outcome == "ok" && IsSame(entry.Text("result"u8) ?? "", end.Result)):
                World.Report(Outcome, $"{name} did not end as 'ok' with the result that the journal has.");
                break;
            case "failed" when deed is { Ends.Count: > 0 } && deed.Ends.TrueForAll(end => end.Outcome == "ok"):
                World.Report(Outcome, $"{name} is said to have failed, and did what it should.");
                break;
            case "refused" when deed is not null:
                World.Report(Outcome, $"{name} is said to have been refused, and ran.");
                break;
            case "unknown":
                CheckUnknown(conversation, entry, tool, deed, name);
                break;
            default:
                break;
        }
    }

    private void CheckUnknown(Conversation conversation, Entry entry, ToolFacts tool, Deed? deed, string name)
    {
        // The answer was lost on the way; where the tool may be repeated, that of its second run too.
        if (deed is { Ends: [.., { Outcome: "lost" }] } && (tool.Effect == "once" || deed.Ends.Count > 1))
            return;
        // A leg whose time is over ends with what it has.
        if (entry.Leg is not null)
            return;
        // What the customer may have taken back since is not begun again.
        if (tool.Effect != "once" && !IsOvertaken(conversation, entry.CallId))
            World.Report(Outcome, $"{name} may be repeated, and its outcome is recorded as unknown.");
        else if (conversation.Calls.GetValueOrDefault(entry.CallId!)?.Begun is { } begun)
        {
            if (begun.Process == entry.Process && disturbed < begun.Number)
                World.Report(Outcome, $"{name} was interrupted by nothing, and its outcome is recorded as unknown.");
        }
    }

    private bool IsOvertaken(Conversation conversation, string? call) =>
        call is not null && decided.TryGetValue(call, out var seq) && seq < wrote.GetValueOrDefault(conversation.Id);

    // A call is decided by the model that makes it, and again by the person who approves it.
    private void CheckHeard(Conversation conversation, Entry entry)
    {
        if (entry.Kind == EntryKind.MessageReceived)
            wrote[conversation.Id] = entry.Seq;
        else if (entry.Kind == EntryKind.ApprovalDecided && entry.CallId is { } approved)
            decided[approved] = entry.Seq;
        else if (entry.Kind == EntryKind.ModelCallEnded)
        {
            foreach (var call in Entry.Items(entry.Member("calls"u8)))
                decided[call.GetProperty("call_id"u8).GetString()!] = entry.Seq;
        }
        else if (
            entry is { Kind: EntryKind.ToolCallBegun, CallId: { } begun }
            && World.Tools.TryGetValue(entry.Text("tool"u8) ?? "", out var tool)
            && tool.Effect != "read_only"
            && IsOvertaken(conversation, begun)
        )
            World.Report(Heard, $"{conversation.Id}, {entry}: {begun} was decided in entry {decided[begun]}.");
    }

    private void CheckRun(Happening.ToolRan ran)
    {
        ForgetLookUp(ran);
        var deed = DeedOf(ran.CallId);
        var isAgain = deed.Runs.Count > 0;
        var name = $"{ran.Conversation}: call {ran.CallId} of {ran.Tool}";
        if (isAgain && deed.Runs[0] is var first && (first.Tool != ran.Tool || first.Conversation != ran.Conversation))
            World.Report(Once, $"{name} has the id of a call of {first.Tool} in {first.Conversation}.");
        deed.Runs.Add(ran);
        if (!World.Tools.TryGetValue(ran.Tool, out var tool) || tool.Effect == "read_only")
            return;
        if (!isAgain)
        {
            Count(run, ran.Tool);
            if (run[Plain(ran.Tool)] > called.GetValueOrDefault(Plain(ran.Tool)))
                World.Report(Once, $"{name} runs, and models called {ran.Tool} only {called.GetValueOrDefault(Plain(ran.Tool))} times.");
        }
        else if (tool.Effect == "once")
        {
            World.Report(Once, $"{name} may run once and runs for the {deed.Runs.Count}. time.");
        }
        else if (deed.Runs.Count - 1 > deed.Ends.Count && disturbed < deed.Runs[0].Number)
        {
            World.Report(Once, $"{name} runs beside itself in process {deed.Runs[^2].Process}, which nothing disturbed.");
        }

        var call = World.Find(ran.Conversation)?.Calls.GetValueOrDefault(ran.CallId);
        if (call?.Begun is not { } begun)
            World.Report(Once, $"{name} runs, and the journal does not know that it has begun.");
        else if (call.Ended is { } ended && !IsLate(ran, begun, ended))
            World.Report(Once, $"{name} runs, and it ended in {ended}.");
    }

    // A look-up runs before its entries are durable. Where they are lost with the process, the next call gets its id.
    private void ForgetLookUp(Happening.ToolRan ran)
    {
        if (
            deeds.TryGetValue(ran.CallId, out var deed)
            && deed.Runs is [var first, ..]
            && first.Tool != ran.Tool
            && first.Conversation == ran.Conversation
            && World.Tools.TryGetValue(first.Tool, out var tool)
            && tool.Effect == "read_only"
            && World.Find(ran.Conversation)?.Calls.GetValueOrDefault(ran.CallId)?.Begun?.Text("tool"u8) == ran.Tool
        )
            deeds.Remove(ran.CallId);
    }

    // A process that stood still does what it had begun, after another one has taken over.
    private static bool IsLate(Happening.ToolRan ran, Entry begun, Entry ended) =>
        ran.Process == begun.Process && (ended.Process != begun.Process || ended.Text("outcome"u8) is "unknown" or "timed_out");

    // The runtime cuts what would fill the window of the agent.
    private static bool IsSame(string written, string result) =>
        written == result
        || (
            written.LastIndexOf("\n(Cut by the runtime", StringComparison.Ordinal) is > 0 and var end
            && result.StartsWith(written[..end], StringComparison.Ordinal)
        );

    private Deed DeedOf(string call)
    {
        if (!deeds.TryGetValue(call, out var deed))
            deeds.Add(call, deed = new Deed());
        return deed;
    }

    private static void Count(Dictionary<string, int> counts, string tool)
    {
        var name = Plain(tool);
        counts[name] = counts.GetValueOrDefault(name) + 1;
    }

    // As a model may write it.
    private static string Plain(string tool) => string.Concat(tool.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private sealed class Deed
    {
        public List<Happening.ToolRan> Runs { get; } = [];

        public List<Happening.ToolDone> Ends { get; } = [];
    }
}

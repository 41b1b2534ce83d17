using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Rule 10: every turn ends. Model calls, tool calls, handoffs, legs and time of a turn are bounded.</summary>
internal sealed class Bounds(World world) : Rule(world)
{
    private const string Name = "10 every turn ends";

    // A handoff back to whoever asked the customer, and one to whoever steps in, come on top.
    private const int ExtraHandoffs = 2;

    // The last of a turn's time is for the ticket or the degraded answer; what is beyond it is for the store.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(int? Process, string Conversation, string Message), Happening.Sent> sent = [];
    private readonly Dictionary<string, long> busy = [];

    // When work was last disturbed: a process that ended, a store that failed, a clock that jumped.
    private long disturbed;

    public override void After(Conversation conversation, Entry entry)
    {
        if (entry.Kind is EntryKind.TimerFired or EntryKind.CallbackReceived or EntryKind.ApprovalDecided or EntryKind.TicketOpened)
            busy[conversation.Id] = entry.Number;
        if (conversation.Find(entry.Leg) is not { } line)
            return;
        var team = World.Team;
        switch (entry.Kind)
        {
            case EntryKind.ModelCallBegun:
                CheckSum(conversation, entry, conversation.Lines.Sum(one => one.ModelCalls), team.ModelCalls, "model calls");
                break;
            case EntryKind.SummaryWritten:
                CheckSum(conversation, entry, conversation.Lines.Sum(one => one.Summaries), team.ModelCalls, "summaries");
                break;
            case EntryKind.ToolCallBegun:
                CheckSum(conversation, entry, conversation.Lines.Sum(one => one.ToolCalls), team.ToolCalls, "tool calls");
                break;
            case EntryKind.HandedOff when Conversation.IsDelegation(entry):
                CheckSum(conversation, entry, line.Parent?.Legs ?? 0, team.Legs, "legs");
                break;
            case EntryKind.HandedOff:
                var extra = entry.Text("trigger"u8) is "routed" or "continued" ? 0 : ExtraHandoffs;
                CheckSum(conversation, entry, line.Handoffs, team.Handoffs + extra, "handoffs");
                break;
            case EntryKind.FellBack when entry.Text("rung"u8) == "retry":
                CheckSum(conversation, entry, (int)(entry.Whole("attempt"u8) ?? 0), team.Retries, "retries of a call");
                break;
            default:
                break;
        }
    }

    public override void See(Happening happening)
    {
        switch (happening)
        {
            case Happening.Sent said:
                sent.TryAdd((said.Process, said.Conversation, said.Message), said);
                if (World.Find(said.Conversation) is { } known && (known.HasTurn || known.WaitsForPerson))
                    busy[said.Conversation] = said.Number + 1;
                break;
            case Happening.SendFailed failed:
                sent.Remove((failed.Process, failed.Conversation, failed.Message));
                disturbed = failed.Number;
                break;
            case Happening.Answered answered:
                if (sent.Remove((answered.Process, answered.Conversation, answered.Message), out var since))
                    CheckTime(answered, since);
                busy[answered.Conversation] = answered.Number;
                break;
            case Happening.Appended appended:
                if (World.Of(appended.Conversation).Unanswered.Count > 1)
                    busy[appended.Conversation] = appended.Number;
                break;
            case Happening.ActBegun act:
                busy[act.Conversation] = act.Number;
                break;
            case Happening.ProcessKilled
            or Happening.ProcessStopped
            or Happening.StoreFailed
            or Happening.ClockJumped
            or Happening.CalledBack:
                disturbed = happening.Number;
                break;
            default:
                break;
        }
    }

    // Whoever has the conversation alone and undisturbed is answered in time. Everybody else waits for others first.
    private void CheckTime(Happening.Answered answered, Happening.Sent since)
    {
        if (World.Find(answered.Conversation)?.MessagesById.GetValueOrDefault(answered.Message)?.Received is not { } received)
            return;
        // A message that waits for the one before it has its time from then on.
        var took = answered.At - received.Moment;
        if (
            took > World.Team.TurnTime + Slack
            && disturbed < since.Number
            && busy.GetValueOrDefault(answered.Conversation) < since.Number
            && received.Number > since.Number
        )
            World.Report(Name, $"{answered.Conversation}, message '{answered.Message}' took {took} of {World.Team.TurnTime}.");
    }

    private void CheckSum(Conversation conversation, Entry entry, int count, int most, string what)
    {
        if (count > most)
            World.Report(Name, $"{conversation.Id}, {entry}: the turn has {count} {what}, and at most {most} are allowed.");
    }
}

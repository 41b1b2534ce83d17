using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Cost is bounded by the work: by what customers, persons, systems and timers ask for, and by the limits of turns.</summary>
internal sealed class Costs : Rule
{
    private const string Name = "cost is bounded by the work";

    // What a turn writes beside its calls: the message, the answer, the ticket, a notice.
    private const int EntriesBeside = 30;
    private const int EntriesOfHandoff = 8;
    private const int EntriesOfLeg = 10;
    private const int EntriesOfToolCall = 8;
    private const int MostTimersInARow = 5;

    private readonly Dictionary<string, Work> works = [];
    private readonly int mostEntries;
    private readonly int mostCalls;
    private int ends;

    public Costs(World world)
        : base(world)
    {
        var team = world.Team;
        // Each rung of the ladder has the bounds of a whole turn, and people may be asked in between.
        var rungs = 1 + team.Agents.Count(agent => agent.IsFallback) + team.Desks.Count;
        var attempts = (1 + team.Retries) * team.ModelsOfAgent;
        mostCalls = rungs * (team.ModelCalls + 1) * attempts * 2;
        mostEntries =
            rungs
            * (
                EntriesBeside
                + (team.ModelCalls * (4 + (attempts * 2)))
                + (team.ToolCalls * EntriesOfToolCall)
                + (team.Handoffs * EntriesOfHandoff)
                + (team.Legs * EntriesOfLeg)
            );
    }

    public override void Before(Conversation conversation, Entry entry)
    {
        var work = Of(conversation.Id);
        work.Timers = entry.Kind == EntryKind.TimerFired ? work.Timers + 1 : 0;
        if (work.Timers > MostTimersInARow)
            World.Report(Name, $"{conversation.Id}, {entry} is the {work.Timers}. timer in a row of which nothing follows.");
        if (IsAsked(entry.Kind))
            (work.Entries, work.Calls, work.IsReported) = (0, 0, false);
        work.Entries++;
        if (work.Entries > mostEntries && !work.IsReported)
        {
            work.IsReported = true;
            World.Report(
                Name,
                $"{conversation.Id}, {entry} is the {work.Entries}. since anybody asked for something; allowed are {mostEntries}."
            );
        }
    }

    public override void See(Happening happening)
    {
        if (happening is Happening.ProcessKilled or Happening.ProcessStopped or Happening.StoreFailed or Happening.SendFailed)
            ends++;
        if (happening is not Happening.ModelAsked { Conversation: { } conversation } asked)
            return;
        var work = Of(conversation);
        work.Calls++;
        // What a process asked and did not write down is asked again.
        if (work.Calls > mostCalls * (1 + ends) && !work.IsReported)
        {
            work.IsReported = true;
            World.Report(Name, $"{conversation}, model call {asked.Call} is the {work.Calls}. since anybody asked for something.");
        }
    }

    private static bool IsAsked(EntryKind kind) =>
        kind
            is EntryKind.MessageReceived
                or EntryKind.ApprovalDecided
                or EntryKind.TicketClaimed
                or EntryKind.TicketReleased
                or EntryKind.TicketDeclined
                or EntryKind.TicketNoted
                or EntryKind.TicketClosed
                or EntryKind.PermissionGranted
                or EntryKind.OperatorReplied
                or EntryKind.CallbackReceived
                or EntryKind.StateWritten
                or EntryKind.DeliveryAttempted
                or EntryKind.TimerFired;

    private Work Of(string conversation)
    {
        if (!works.TryGetValue(conversation, out var work))
            works.Add(conversation, work = new Work());
        return work;
    }

    private sealed class Work
    {
        public int Entries { get; set; }

        public int Calls { get; set; }

        public int Timers { get; set; }

        public bool IsReported { get; set; }
    }
}

using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Coverages;

/// <summary>Follows what each conversation of a world is in the middle of.</summary>
internal sealed class Phases(WorldRecord record)
{
    private readonly Dictionary<string, Life> lives = [];
    private readonly Dictionary<int, string> asked = [];
    private readonly Dictionary<string, (string Conversation, int? Process)> running = [];
    private readonly HashSet<int?> gone = [];

    /// <summary>The conversations of which something happened so far.</summary>
    public IEnumerable<string> Conversations => lives.Keys;

    /// <summary>The process that wrote last in a conversation.</summary>
    public int? WriterOf(string conversation) => lives.GetValueOrDefault(conversation)?.Writer;

    /// <summary>The conversation of a model's call; null if the world does not know.</summary>
    public string? ConversationOf(int call) => asked.GetValueOrDefault(call);

    /// <summary>The conversation in which a tool's call runs; null if it does not run.</summary>
    public string? ConversationOf(string call) => running.TryGetValue(call, out var run) ? run.Conversation : null;

    /// <summary>The phases of a conversation, as bits by their numbers.</summary>
    public int Of(string conversation)
    {
        if (!lives.TryGetValue(conversation, out var life) || (!life.Journal.IsOpened && life.Waiting.Count == 0))
            return 1 << (int)ConversationPhase.NoConversation;
        return life.Phases ??= Find(life);
    }

    /// <summary>Takes what happened.</summary>
    public void Take(Happening happening)
    {
        switch (happening)
        {
            case Happening.Sent sent:
                LifeOf(sent.Conversation).Waiting.Add((sent.Process, sent.Message));
                Changed(LifeOf(sent.Conversation));
                break;
            case Happening.Answered answered:
                LifeOf(answered.Conversation).Waiting.Remove((answered.Process, answered.Message));
                Changed(LifeOf(answered.Conversation));
                break;
            case Happening.SendFailed failed:
                LifeOf(failed.Conversation).Waiting.Remove((failed.Process, failed.Message));
                Changed(LifeOf(failed.Conversation));
                break;
            case Happening.Appended appended:
                var life = LifeOf(appended.Conversation);
                life.Writer = appended.Process;
                foreach (var entry in appended.Entries)
                    life.Journal.Apply(new Entry(entry, appended.Number, appended.At, appended.Process));
                Changed(life);
                break;
            case Happening.ModelAsked { Conversation: { } conversation } request:
                asked[request.Call] = conversation;
                LifeOf(conversation).Asked.Add(request.Call);
                Changed(LifeOf(conversation));
                break;
            case Happening.ModelReplied replied when asked.TryGetValue(replied.Call, out var of):
                LifeOf(of).Asked.Remove(replied.Call);
                Changed(LifeOf(of));
                break;
            case Happening.ToolRan ran:
                running[ran.CallId] = (ran.Conversation, ran.Process);
                Changed(LifeOf(ran.Conversation));
                break;
            case Happening.ToolDone done when running.Remove(done.CallId, out var run):
                Changed(LifeOf(run.Conversation));
                break;
            case Happening.ProcessKilled or Happening.ProcessStopped:
                gone.Add(happening.Process);
                foreach (var one in lives.Values)
                {
                    one.Waiting.RemoveWhere(message => message.Process == happening.Process);
                    Changed(one);
                }

                break;
            default:
                break;
        }
    }

    private static void Changed(Life life) => life.Phases = null;

    private Life LifeOf(string conversation)
    {
        if (!lives.TryGetValue(conversation, out var life))
            lives.Add(conversation, life = new Life(conversation));
        return life;
    }

    private int Find(Life life)
    {
        var journal = life.Journal;
        var bits = 0;
        if (journal.Closed is not null)
            return With(0, ConversationPhase.Closed);
        // A turn that is quick is durable only when it is over.
        bits = journal.HasTurn || life.Waiting.Count > 0 ? With(bits, ConversationPhase.TurnUnderWay) : WithRest(bits, journal);
        bits = With(bits, ConversationPhase.MessagesJoined, journal.Unanswered.Count > 1);
        bits = With(bits, ConversationPhase.ModelAsked, life.Asked.Count > 0 || journal.Lines.Any(line => line.Asking is not null));
        bits = With(bits, ConversationPhase.ToolRunning, running.Values.Any(run => run.Conversation == journal.Id));
        if (!journal.IsOpened)
            return bits;
        var last = journal.Entries[^1];
        bits = With(
            bits,
            ConversationPhase.ModelRetried,
            last.Kind == EntryKind.FellBack && last.Text("rung"u8) is "retry" or "other_model"
        );
        bits = With(
            bits,
            ConversationPhase.ToolInDoubt,
            journal.HasTurn
                && journal.Calls.Values.Any(call => call is { Begun: not null, Ended: null } && gone.Contains(call.Begun.Process))
        );
        bits = With(bits, ConversationPhase.SummaryWritten, last.Kind == EntryKind.SummaryWritten);
        bits = With(bits, ConversationPhase.ApprovalAwaited, journal.Approvals.Count > 0);
        bits = With(bits, ConversationPhase.ApprovalDecided, last.Kind == EntryKind.ApprovalDecided);
        bits = With(bits, ConversationPhase.LegsOpen, journal.Legs.Values.Any(leg => !leg.IsEnded));
        bits = With(bits, ConversationPhase.LegAwaitsApproval, journal.Approvals.Any(call => journal.Calls[call].Asked?.Leg is not null));
        bits = With(bits, ConversationPhase.Escalating, last.Kind is EntryKind.Escalated or EntryKind.TicketDeclined);
        bits = With(bits, ConversationPhase.HandedBack, last.Kind == EntryKind.TicketClosed);
        bits = journal.Ticket is { } ticket ? WithTicket(bits, ticket, journal) : bits;
        return WithDeliveries(bits, journal);
    }

    private static int WithRest(int bits, Conversation journal)
    {
        var isAsked = journal.Issues.Values.Any(issue => issue.Status == "waiting_on_customer");
        var isDegraded =
            journal.Entries.FindLast(entry => entry.Kind is EntryKind.Replied or EntryKind.Degraded)?.Kind == EntryKind.Degraded;
        return With(
            bits,
            isDegraded ? ConversationPhase.Degraded
                : isAsked ? ConversationPhase.CustomerAsked
                : ConversationPhase.Idle
        );
    }

    private int WithTicket(int bits, Ticket ticket, Conversation journal)
    {
        var isSystem = record.Team.Desks.Any(desk => desk.Name == ticket.Desk && desk.IsSystem);
        bits = With(bits, ConversationPhase.TicketAtSystem, isSystem);
        bits = With(bits, ConversationPhase.TicketClaimed, ticket.Claimant is not null);
        bits = With(bits, ConversationPhase.TicketOpen, ticket.Claimant is null && !isSystem);
        bits = With(bits, ConversationPhase.TicketMissed, ticket.IsMissed);
        var asks = journal.Entries.FindLast(entry => entry.Kind is EntryKind.OperatorReplied or EntryKind.MessageReceived);
        return With(bits, ConversationPhase.TicketAsks, asks?.Kind == EntryKind.OperatorReplied && asks.Is("asks"u8));
    }

    private static int WithDeliveries(int bits, Conversation journal)
    {
        var attempt = journal.Entries.FindLast(entry => entry.Kind == EntryKind.DeliveryAttempted)?.Text("outcome"u8);
        bits = With(bits, ConversationPhase.DeliveryUnderWay, attempt == "begun");
        return With(bits, ConversationPhase.DeliveryFailed, attempt == "failed");
    }

    private static int With(int bits, ConversationPhase phase, bool isIn = true) => isIn ? bits | (1 << (int)phase) : bits;

    private sealed class Life(string conversation)
    {
        public Conversation Journal { get; } = new(conversation);

        public HashSet<int> Asked { get; } = [];

        /// <summary>The messages that customers have sent and that are not answered.</summary>
        public HashSet<(int? Process, string Message)> Waiting { get; } = [];

        public int? Writer { get; set; }

        public int? Phases { get; set; }
    }
}

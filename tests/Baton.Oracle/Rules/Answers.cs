using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Rule 11: a failure still answers. Silence is allowed only while the customer writes with a person already.</summary>
internal sealed class Answers(World world) : Rule(world)
{
    private const string Name = "11 a failure still answers";

    private readonly Dictionary<(int? Process, string Conversation, string Message), long> asked = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        if (
            entry.Kind
                is EntryKind.Replied
                    or EntryKind.Degraded
                    or EntryKind.InterimReplied
                    or EntryKind.StillWorking
                    or EntryKind.OperatorReplied
            && string.IsNullOrWhiteSpace(entry.Text("text"u8))
        )
            World.Report(Name, $"{conversation.Id}, {entry} has no text.");
        if (entry.Kind == EntryKind.Degraded && string.IsNullOrWhiteSpace(entry.Text("reason"u8)))
            World.Report(Name, $"{conversation.Id}, {entry} gives no reason.");
        if (entry.Kind == EntryKind.Replied && !conversation.HasTurn)
            World.Report(Name, $"{conversation.Id}, {entry}: no turn was under way.");
    }

    public override void See(Happening happening)
    {
        if (happening is Happening.Sent sent)
            asked.TryAdd((sent.Process, sent.Conversation, sent.Message), sent.Number);
        else if (happening is Happening.SendFailed failed)
            asked.Remove((failed.Process, failed.Conversation, failed.Message));
        else if (happening is Happening.Answered answered)
            Check(answered);
    }

    private void Check(Happening.Answered answered)
    {
        asked.Remove((answered.Process, answered.Conversation, answered.Message), out var since);
        if (World.Find(answered.Conversation) is not { } conversation)
            return;
        var name = $"{answered.Conversation}, message '{answered.Message}'";
        if (answered.Outcome == "WaitingOnPerson")
        {
            if (!conversation.WaitsForPerson && conversation.LastWait < since)
                World.Report(Name, $"{name} waits for a person, and nobody has a ticket or a call to approve.");
            if (answered.Text.Length == 0 && !conversation.Tickets.Values.Any(ticket => ticket.IsAnswered))
                World.Report(Name, $"{name} is met with silence, and no person has written to the customer.");
        }
        else if (string.IsNullOrWhiteSpace(answered.Text))
        {
            World.Report(Name, $"{name} is answered with nothing.");
        }
    }
}

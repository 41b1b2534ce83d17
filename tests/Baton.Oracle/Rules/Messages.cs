using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Rule 2: a message that was acknowledged is durable and counts once, and is answered or somebody is due to act.</summary>
internal sealed class Messages(World world) : Rule(world)
{
    private const string Lost = "2 nothing said is lost";
    private const string Answer = "every acknowledged message is answered, or somebody is due to act at a known time";

    private readonly Dictionary<(string Conversation, string Message), HashSet<string>> sent = [];
    private readonly Dictionary<(int? Process, string Conversation, string Message), long> waiting = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        if (entry.Kind == EntryKind.MessageReceived)
        {
            var id = entry.Text("message"u8) ?? "";
            if (conversation.MessagesById.TryGetValue(id, out var before))
                World.Report(Lost, $"{conversation.Id}, {entry}: message '{id}' was received in {before.Received}.");
            if (!sent.TryGetValue((conversation.Id, id), out var texts))
                World.Report(Lost, $"{conversation.Id}, {entry}: no customer sent message '{id}'.");
            else if (!texts.Contains(entry.Text("text"u8) ?? ""))
                World.Report(Lost, $"{conversation.Id}, {entry}: message '{id}' has another text than was sent.");
        }
        else if (entry.Kind == EntryKind.ConversationClosed && conversation.HasTurn)
        {
            World.Report(Answer, $"{conversation.Id}, {entry}: the conversation was closed while a turn was under way.");
        }
    }

    public override void See(Happening happening)
    {
        switch (happening)
        {
            case Happening.Sent said:
                var key = (said.Conversation, said.Message);
                if (!sent.TryGetValue(key, out var texts))
                    sent.Add(key, texts = []);
                texts.Add(said.Text);
                waiting.TryAdd((said.Process, said.Conversation, said.Message), said.Number);
                break;
            case Happening.Answered answered:
                waiting.Remove((answered.Process, answered.Conversation, answered.Message), out var since);
                CheckAnswer(answered, since);
                break;
            case Happening.SendFailed failed:
                waiting.Remove((failed.Process, failed.Conversation, failed.Message));
                break;
            case Happening.Appended appended:
                CheckDue(World.Of(appended.Conversation));
                break;
            case Happening.DueSet set:
                CheckDue(World.Of(set.Conversation));
                break;
            case Happening.Ended when World.IsHealed:
                foreach (var conversation in World.Conversations.Values)
                    CheckEnd(conversation);
                foreach (var (process, conversation, message) in waiting.Keys)
                    World.Report(Answer, $"{conversation}, message '{message}': process {process} neither answers nor refuses it.");
                break;
            case Happening.ProcessKilled or Happening.ProcessStopped:
                foreach (var gone in waiting.Keys.Where(one => one.Process == happening.Process).ToList())
                    waiting.Remove(gone);
                break;
            default:
                break;
        }
    }

    // What the customer reads is the first answer behind the message, and until there is one the last notice.
    private void CheckAnswer(Happening.Answered answered, long since)
    {
        var name = $"{answered.Conversation}, message '{answered.Message}'";
        if (World.Find(answered.Conversation)?.MessagesById.GetValueOrDefault(answered.Message) is not { } message)
        {
            World.Report(Lost, $"{name} is acknowledged, and it is not durable.");
            return;
        }

        if (answered.Outcome == "WaitingOnPerson")
        {
            if (message.Answer is { } given && given.Number < since)
                World.Report(Lost, $"{name} was sent again after {given} had answered it, and is told to wait.");
            if (answered.Text.Length > 0 && !message.Interims.Exists(said => said.Text("text"u8) == answered.Text))
                World.Report(Lost, $"{name} is told '{Short(answered.Text)}', and no notice in the journal says so.");
            return;
        }

        if (message.Answer is not { } answer)
            World.Report(Lost, $"{name} is told '{Short(answered.Text)}' as {answered.Outcome}, and the journal has no answer.");
        else if (answer.Text("text"u8) != answered.Text)
            World.Report(Lost, $"{name} is told '{Short(answered.Text)}', and {answer} says '{Short(answer.Text("text"u8) ?? "")}'.");
        else if (answered.Outcome == "Degraded" != answer.Kind is EntryKind.Degraded)
            World.Report(Lost, $"{name} has the outcome {answered.Outcome}, and {answer} answered it.");
    }

    private void CheckDue(Conversation conversation)
    {
        if (conversation.Due is not null || conversation.Closed is not null)
            return;
        if (conversation.HasTurn && !conversation.WaitsForPerson)
            World.Report(Answer, $"{conversation.Id}: behind entry {conversation.LastSeq} a turn is under way, and nothing is due.");
        if (
            conversation.Ticket is { Claimant: null, IsAnswered: false, IsMissed: false } ticket
            && ticket.Opened.Time("first_response_due"u8) is not null
        )
            World.Report(Answer, $"{conversation.Id}: nobody has ticket {ticket.Id}, and nothing is due.");
    }

    private void CheckEnd(Conversation conversation)
    {
        // The last message has the notice, unless the customer writes with a person already.
        if (
            conversation is { Closed: null, HasTurn: true, WaitsForPerson: true, Unanswered: [.., { Interims.Count: 0 } last] }
            && conversation.Ticket?.IsAnswered != true
        )
            World.Report(Answer, $"{conversation.Id}, message '{last.Id}' waits for a person, and the customer was never told.");
        if (conversation.Closed is not null || !conversation.HasTurn || conversation.WaitsForPerson)
            return;
        var messages = string.Join(", ", conversation.Unanswered.Select(message => $"'{message.Id}'"));
        World.Report(
            Answer,
            $"{conversation.Id}: at the end the turn behind entry {conversation.LastSeq} goes on no more; unanswered: {messages}."
        );
    }

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..57]}...";
}

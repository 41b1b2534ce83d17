using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>The journal is what its format says: it only grows, and its entries refer to each other.</summary>
internal sealed class Journals(World world) : Rule(world)
{
    private const string Form = "9 the journal only grows, in order";
    private const string Pairs = "journal: what has begun ends at most once";

    private readonly Dictionary<string, DateTimeOffset> latest = [];
    private readonly HashSet<(string Conversation, string Call)> made = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        var place = new Place(conversation, entry);
        CheckPlace(conversation, entry, place);
        if (!conversation.IsOpened)
            return;
        if (conversation.LineOf(entry) is not { } line)
        {
            World.Report(Form, $"{place}: there is no such leg.");
            return;
        }

        if (line.IsEnded)
            World.Report(Form, $"{place}: the leg has ended.");
        switch (entry.Kind)
        {
            case EntryKind.HandedOff when Conversation.IsDelegation(entry) && conversation.Find(entry.Leg) is not null:
                World.Report(Form, $"{place}: a leg of this name was opened before.");
                break;
            case EntryKind.LegEnded when entry.Leg is null:
                World.Report(Form, $"{place}: only a leg ends like this.");
                break;
            case EntryKind.ModelCallEnded:
                CheckReply(conversation, line, entry, place);
                break;
            case EntryKind.ToolCallBegun or EntryKind.ToolCallEnded:
                CheckTool(conversation, entry, place);
                break;
            case EntryKind.ApprovalAsked or EntryKind.ApprovalDecided:
                CheckApproval(conversation, entry, place);
                break;
            case EntryKind.ReplyDrafted or EntryKind.ReplyHeld:
                CheckDraft(conversation, entry, place);
                break;
            case EntryKind.Replied or EntryKind.Degraded or EntryKind.InterimReplied or EntryKind.StillWorking:
                if (!conversation.MessagesById.ContainsKey(entry.Text("message"u8) ?? ""))
                    World.Report(Form, $"{place}: it answers message '{entry.Text("message"u8)}', which is not in the journal.");
                break;
            default:
                break;
        }
    }

    private void CheckPlace(Conversation conversation, Entry entry, Place place)
    {
        if (entry.Seq != conversation.LastSeq + 1)
            World.Report(Form, $"{place} follows entry {conversation.LastSeq}.");
        if (entry.Kind == EntryKind.Unknown)
            World.Report(Form, $"{place}: format 1 has no such type.");
        if (entry.Kind == EntryKind.ConversationOpened != conversation.Entries.Count is 0)
            World.Report(Form, $"{place}: a conversation begins with conversation_opened, and has it once.");
        if (entry.Kind == EntryKind.ConversationOpened && entry.Text("conversation"u8) != conversation.Id)
            World.Report(Form, $"{place}: it opens conversation '{entry.Text("conversation"u8)}'.");
        // Whoever waits for a delivery is still told. Everything else ends with the conversation.
        if (conversation.Closed is { } closed && entry.Kind != EntryKind.DeliveryAttempted)
            World.Report(Form, $"{place} is behind {closed}, which closed the conversation.");
        var at = entry.At;
        if (latest.TryGetValue(conversation.Id, out var before) && at < before)
            World.Report(Form, $"{place} is of {at:O}, and the entry before it is of {before:O}.");
        latest[conversation.Id] = at;
    }

    private void CheckReply(Conversation conversation, Line line, Entry entry, Place place)
    {
        if (line.Asking?.Actor != entry.Actor)
            World.Report(Pairs, $"{place}: no model call of {entry.Actor} had begun.");
        foreach (var call in entry.Items("calls"u8))
        {
            if (call.TryGetProperty("call_id"u8, out var id) && !made.Add((conversation.Id, id.GetString() ?? "")))
                World.Report(Pairs, $"{place}: call {id} was made before.");
        }
    }

    private void CheckTool(Conversation conversation, Entry entry, Place place)
    {
        var call = conversation.Calls.GetValueOrDefault(entry.CallId ?? "");
        if (call?.Made is not { } reply)
        {
            World.Report(Pairs, $"{place}: no model made call {entry.CallId}.");
            return;
        }

        if (reply.Actor != entry.Actor || reply.Leg != entry.Leg)
            World.Report(Pairs, $"{place}: call {entry.CallId} was made by {reply.Actor} in {reply}, not by {entry.Actor}.");
        if (call.Ended is { } ended)
            World.Report(Pairs, $"{place}: call {entry.CallId} had ended in {ended}.");
        if (entry.Kind == EntryKind.ToolCallBegun && call.Begun is { } begun)
            World.Report(Pairs, $"{place}: call {entry.CallId} had begun in {begun}.");
        // A report of confidence is read with its reply and never begins.
        if (
            entry.Kind == EntryKind.ToolCallEnded
            && call.Begun is null
            && entry.Text("outcome"u8) != "refused"
            && entry.Text("tool"u8) != "report"
        )
            World.Report(Pairs, $"{place}: call {entry.CallId} ended as {entry.Text("outcome"u8)} and had never begun.");
        if (entry.Kind == EntryKind.ToolCallEnded && call.Begun is not null && entry.Text("outcome"u8) == "refused" && IsOfTeam(entry))
            World.Report(Pairs, $"{place}: call {entry.CallId} had begun, so nobody refused it.");
    }

    private bool IsOfTeam(Entry entry) => World.Tools.ContainsKey(entry.Text("tool"u8) ?? "");

    private void CheckApproval(Conversation conversation, Entry entry, Place place)
    {
        var call = conversation.Calls.GetValueOrDefault(entry.CallId ?? "");
        if (call?.Made is null)
            World.Report(Pairs, $"{place}: no model made call {entry.CallId}.");
        else if (entry.Kind == EntryKind.ApprovalAsked && (call.Asked ?? call.Begun ?? call.Ended) is { } before)
            World.Report(Pairs, $"{place}: {before} came before it.");
        else if (entry.Kind == EntryKind.ApprovalDecided && call.Asked is null)
            World.Report(Pairs, $"{place}: nobody was asked about call {entry.CallId}.");
        else if (entry.Kind == EntryKind.ApprovalDecided && call.Decided is { } decided)
            World.Report(Pairs, $"{place}: call {entry.CallId} was decided in {decided}.");
    }

    private void CheckDraft(Conversation conversation, Entry entry, Place place)
    {
        var of = entry.Whole("of"u8) ?? 0;
        var reply = of > 0 && of <= conversation.Entries.Count ? conversation.Entries[(int)of - 1] : null;
        if (reply is not { Kind: EntryKind.ModelCallEnded } || reply.Actor != entry.Actor || reply.Text("text"u8) is null)
            World.Report(Pairs, $"{place}: entry {of} is no text of {entry.Actor}.");
    }
}

using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Callbacks of systems: the same id counts once, and its act is in the journal right behind it.</summary>
internal sealed class Callbacks(World world) : Rule(world)
{
    private const string Name = "people: a callback counts once";

    private readonly Dictionary<int, Happening.CalledBack> called = [];
    private readonly Dictionary<(string From, string Id), Entry> received = [];
    private readonly Dictionary<(string From, string Id), int> pending = [];
    private readonly Dictionary<string, Entry> expecting = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        if (expecting.Remove(conversation.Id, out var before) && entry.Actor != before.Actor)
            World.Report(Name, $"{conversation.Id}, {entry} stands behind {before}, where the act of {before.Actor} belongs.");
        if (
            World.Desks.TryGetValue(entry.Actor ?? "", out var desk)
            && IsAct(entry)
            && before is null
            && !FollowsClaim(conversation, entry)
        )
            World.Report(Name, $"{conversation.Id}, {entry}: {desk.Name} acts, and no callback of it stands before.");
        if (entry.Kind != EntryKind.CallbackReceived)
            return;
        expecting[conversation.Id] = entry;
        var key = (entry.Actor ?? "", entry.Text("callback"u8) ?? "");
        if (received.TryGetValue(key, out var first))
            World.Report(Name, $"{conversation.Id}, {entry}: callback '{key.Item2}' of {key.Item1} was received in {first}.");
        received.TryAdd(key, entry);
        var act = entry.Text("act"u8);
        if (!called.Values.Any(call => call.From == key.Item1 && call.Id == key.Item2 && WordOf(call.Kind) == act))
            World.Report(Name, $"{conversation.Id}, {entry}: {key.Item1} never called back with '{key.Item2}' as '{act}'.");
        if (conversation.Ticket is { } ticket && ticket.Desk != key.Item1)
            World.Report(Name, $"{conversation.Id}, {entry}: ticket {ticket.Id} is at {ticket.Desk}.");
    }

    public override void See(Happening happening)
    {
        if (happening is Happening.CalledBack call)
        {
            called[call.Act] = call;
            pending[(call.From, call.Id)] = pending.GetValueOrDefault((call.From, call.Id)) + 1;
        }
        else if (happening is Happening.CallbackAnswered answered && called.TryGetValue(answered.Act, out var asked))
        {
            var key = (asked.From, asked.Id);
            var isAlone = pending[key]-- == 1;
            if (answered.Error is not null)
                return;
            if (answered.Refusal is null && !received.ContainsKey(key))
                World.Report(Name, $"callback '{asked.Id}' of {asked.From} was taken, and it is not in the journal.");
            if (answered.Refusal is { } refusal and not "IdInUse" && isAlone && received.TryGetValue(key, out var entry))
                World.Report(Name, $"callback '{asked.Id}' of {asked.From} was refused as {refusal}, and {entry} has it.");
        }
    }

    private static bool IsAct(Entry entry) =>
        entry.Kind is EntryKind.TicketClaimed or EntryKind.TicketNoted or EntryKind.TicketClosed or EntryKind.OperatorReplied;

    // An act on a ticket that nobody has stands behind the claim, and the claim behind the callback.
    private static bool FollowsClaim(Conversation conversation, Entry entry) =>
        conversation.Entries is [.., var callback, { Kind: EntryKind.TicketClaimed } claim]
        && callback.Kind == EntryKind.CallbackReceived
        && claim.Actor == entry.Actor;

    private static string WordOf(string kind) =>
        kind switch
        {
            "Accept" or "Claim" => "accept",
            "HandBack" => "hand_back",
            _ => kind.ToLowerInvariant(),
        };
}

using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>
/// Acts of people: what was done is in the journal once, what was refused left nothing, and nobody acts in another's name.
/// </summary>
internal sealed class Acts(World world) : Rule(world)
{
    private const string Name = "people: an act is in the journal if it was done, and left nothing if it was refused";

    private readonly Dictionary<int, Happening.ActBegun> begun = [];
    private readonly Dictionary<int, int?> open = [];
    private readonly Dictionary<Key, Tally> tallies = [];
    private readonly HashSet<(string Conversation, string By)> people = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        if (KindOf(entry) is not { } kind || entry.Actor is not { } by || World.Desks.ContainsKey(by) || World.Agents.ContainsKey(by))
            return;
        if (kind == "Claim")
        {
            // Any act on a ticket that nobody has claims it.
            if (!people.Contains((conversation.Id, by)))
                World.Report(Name, $"{conversation.Id}, {entry}: {by} did nothing.");
            TallyOf(new Key(conversation.Id, by, kind, null, null)).Entries++;
            return;
        }

        var key = new Key(conversation.Id, by, kind, IsDecision(kind) ? entry.CallId : null, IsSaid(kind) ? TextOf(entry) : null);
        var tally = TallyOf(key);
        tally.Entries++;
        if (tally.Entries > tally.Begun - tally.Refused)
            World.Report(
                Name,
                $"{conversation.Id}, {entry} is act {tally.Entries} '{kind}' of {by}, "
                    + $"who did it {tally.Begun} times and was refused {tally.Refused} times."
            );
    }

    public override void See(Happening happening)
    {
        if (happening is Happening.ActBegun act)
        {
            begun[act.Act] = act;
            open[act.Act] = act.Process;
            people.Add((act.Conversation, act.By));
            TallyOf(KeyOf(act)).Begun++;
        }
        else if (happening is Happening.ProcessKilled or Happening.ProcessStopped)
        {
            foreach (var gone in open.Where(one => one.Value == happening.Process).ToList())
                open.Remove(gone.Key);
        }
        else if (happening is Happening.Ended && World.IsHealed)
        {
            foreach (var hanging in open.Keys)
                World.Report(
                    Name,
                    $"{begun[hanging].Conversation}: act {hanging} '{begun[hanging].Kind}' of {begun[hanging].By} never ends."
                );
        }
        else if (happening is Happening.ActEnded ended && open.Remove(ended.Act) && begun[ended.Act] is var what && IsKnown(what.Kind))
        {
            var tally = TallyOf(KeyOf(what));
            if (ended.Error is null && tally.Entries == 0 && !IsClaimed(what))
                World.Report(Name, $"{what.Conversation}: {what.By} was told that '{what.Kind}' is done, and it is not in the journal.");
            if (ended.Error?.EndsWith(nameof(InvalidOperationException), StringComparison.Ordinal) != true)
                return;
            tally.Refused++;
            if (tally.Entries > tally.Begun - tally.Refused && what.Kind != "Claim")
                World.Report(Name, $"{what.Conversation}: '{what.Kind}' of {what.By} was refused, and it is in the journal.");
        }
    }

    private bool IsClaimed(Happening.ActBegun act) => act.Kind == "Claim" && World.Find(act.Conversation)?.Ticket?.Claimant == act.By;

    private static bool IsDecision(string kind) => kind is "Approve" or "Refuse";

    // What is said is told apart by its words.
    private static bool IsSaid(string kind) => kind is "Reply" or "Ask" or "Note" or "Decline" or "HandBack";

    private static bool IsKnown(string kind) =>
        IsDecision(kind) || IsSaid(kind) || kind is "Claim" or "Release" or "Grant" or "ResolveIssue" or "DeclineIssue";

    private static Key KeyOf(Happening.ActBegun act) =>
        new(act.Conversation, act.By, act.Kind, IsDecision(act.Kind) ? act.CallId : null, IsSaid(act.Kind) ? act.Text : null);

    private static string? KindOf(Entry entry) =>
        entry.Kind switch
        {
            EntryKind.ApprovalDecided => entry.Is("approved"u8) ? "Approve" : "Refuse",
            EntryKind.TicketClaimed => "Claim",
            EntryKind.TicketReleased => "Release",
            EntryKind.TicketDeclined => "Decline",
            EntryKind.TicketNoted => "Note",
            EntryKind.PermissionGranted => "Grant",
            EntryKind.OperatorReplied => entry.Is("asks"u8) ? "Ask" : "Reply",
            EntryKind.TicketClosed => "HandBack",
            // Only a person gives an outcome at a desk; what follows from a hand-back has none.
            EntryKind.IssueChanged when entry.Text("outcome"u8) is not null => entry.Text("status"u8) == "resolved"
                ? "ResolveIssue"
                : "DeclineIssue",
            _ => null,
        };

    private static string? TextOf(Entry entry) =>
        entry.Kind switch
        {
            EntryKind.TicketDeclined => entry.Text("reason"u8),
            EntryKind.TicketClosed => entry.Text("report"u8),
            _ => entry.Text("text"u8),
        };

    private Tally TallyOf(Key key)
    {
        if (!tallies.TryGetValue(key, out var tally))
            tallies.Add(key, tally = new Tally());
        return tally;
    }

    private readonly record struct Key(string Conversation, string By, string Kind, string? Call, string? Text);

    private sealed class Tally
    {
        public int Begun { get; set; }

        public int Refused { get; set; }

        public int Entries { get; set; }
    }
}

using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Deliveries to desks: written down before they are made, made until they are accepted, and then never again.</summary>
internal sealed class Deliveries(World world) : Rule(world)
{
    private const string Name = "deliveries: each is made until it is accepted, and not again after that";

    private readonly Dictionary<string, Attempts> attempts = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        if (entry.Kind != EntryKind.DeliveryAttempted)
            return;
        var id = entry.Text("delivery"u8) ?? "";
        var known = Of(id);
        var number = entry.Whole("attempt"u8) ?? 0;
        var outcome = entry.Text("outcome"u8);
        var place = $"{conversation.Id}, {entry}: attempt {number} of delivery '{id}'";
        if (!World.Desks.ContainsKey(entry.Text("to"u8) ?? ""))
            World.Report(Name, $"{place} goes to {entry.Text("to"u8)}, which is no desk.");
        if (known.IsOver)
            World.Report(Name, $"{place} is '{outcome}', and the delivery ended as '{known.Outcome}'.");
        if (outcome == "begun" ? number != known.Attempt + 1 : number > known.Attempt && outcome != "dead")
            World.Report(Name, $"{place} is '{outcome}' behind attempt {known.Attempt}.");
        if (outcome == "delivered" && known.Accepted == 0)
            World.Report(Name, $"{place} is said to have been accepted, and nobody did.");
        (known.Conversation, known.To, known.Outcome) = (conversation.Id, entry.Text("to"u8), outcome);
        if (outcome == "begun")
            known.Attempt = number;
    }

    public override void See(Happening happening)
    {
        if (happening is Happening.Delivered delivered)
        {
            var known = Of(delivered.Id);
            var name = $"delivery '{delivered.Id}' at {delivered.Desk}";
            if (known.Attempt == 0)
                World.Report(Name, $"{name} arrives, and the journal does not know that it has begun.");
            else if (known.To != delivered.Desk)
                World.Report(Name, $"{name} was to go to {known.To}.");
            else if (known.Outcome == "delivered")
                World.Report(Name, $"{name} arrives again, and the journal has that it was accepted.");
            known.Accepted += delivered.IsAccepted ? 1 : 0;
        }
        else if (happening is Happening.Ended && World.IsHealed)
        {
            foreach (var conversation in World.Conversations.Values)
                CheckEnd(conversation);
        }
    }

    // A desk with an open ticket has heard of it, or will.
    private void CheckEnd(Conversation conversation)
    {
        if (
            conversation.Ticket is not { } ticket
            || conversation.Due is not null
            || World.Desks.GetValueOrDefault(ticket.Desk) is not { HasNews: true }
            || conversation.Main?.Holder != ticket.Desk
        )
            return;
        var prefix = $"{ticket.Id}-{ticket.Opened.Seq}-";
        if (!attempts.Any(delivery => delivery.Key.StartsWith(prefix, StringComparison.Ordinal) && delivery.Value.IsOver))
            World.Report(
                Name,
                $"{conversation.Id}: ticket {ticket.Id} is open at {ticket.Desk}, which was never told, and nothing is due."
            );
    }

    private Attempts Of(string id)
    {
        if (!attempts.TryGetValue(id, out var known))
            attempts.Add(id, known = new Attempts());
        return known;
    }

    private sealed class Attempts
    {
        public string? Conversation { get; set; }

        public string? To { get; set; }

        public long Attempt { get; set; }

        public string? Outcome { get; set; }

        public int Accepted { get; set; }

        public bool IsOver => Outcome is "delivered" or "dead";
    }
}

using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>The life of a ticket: one at a time, one claimant, and agents are silent while people have it.</summary>
internal sealed class Tickets(World world) : Rule(world)
{
    private const string Name = "people: a ticket has one life and one claimant";
    private const string Silent = "people: agents are silent while people have the conversation";

    private readonly HashSet<(string Conversation, string Ticket, string Due)> expired = [];

    public override void Before(Conversation conversation, Entry entry)
    {
        var place = new Place(conversation, entry);
        var ticket = conversation.Ticket;
        if (entry.Kind == EntryKind.ModelCallBegun && ticket is not null)
            World.Report(Silent, $"{place}: ticket {ticket.Id} is open at {ticket.Desk}.");
        if (entry.Kind is EntryKind.Replied or EntryKind.ReplyDrafted && ticket is not null)
            World.Report(Silent, $"{place}: ticket {ticket.Id} is open at {ticket.Desk}, and an agent answers.");
        if (entry.Kind == EntryKind.TicketOpened)
            CheckOpened(conversation, entry, place);
        if (!IsOnTicket(entry.Kind))
            return;
        if (ticket is null || entry.Text("ticket"u8) != ticket.Id)
        {
            World.Report(Name, $"{place} is about ticket {entry.Text("ticket"u8)}, and open is {ticket?.Id ?? "none"}.");
            return;
        }

        switch (entry.Kind)
        {
            // A system that accepts what it has already gets an entry for its callback all the same.
            case EntryKind.TicketClaimed when ticket.Claimant is { } other && (other != entry.Actor || !World.Desks.ContainsKey(other)):
                World.Report(Name, $"{place}: {entry.Actor} claims ticket {ticket.Id}, which {other} has.");
                break;
            case EntryKind.TicketDeclined when ticket.Claimant is null || entry.Actor == ticket.Claimant || entry.Actor == ticket.Desk:
            case EntryKind.TicketNoted or EntryKind.TicketClaimed or EntryKind.CallbackReceived:
                break;
            case EntryKind.TicketExpired:
                CheckExpired(conversation, ticket, entry, place);
                break;
            case var _ when ticket.Claimant != entry.Actor:
                World.Report(Name, $"{place}: {entry.Actor} acts on ticket {ticket.Id}, which {ticket.Claimant ?? "nobody"} has.");
                break;
            default:
                break;
        }
    }

    private static bool IsOnTicket(EntryKind kind) =>
        kind
            is EntryKind.TicketClaimed
                or EntryKind.TicketReleased
                or EntryKind.TicketDeclined
                or EntryKind.TicketNoted
                or EntryKind.TicketExpired
                or EntryKind.TicketClosed
                or EntryKind.PermissionGranted
                or EntryKind.OperatorReplied
                or EntryKind.CallbackReceived;

    private void CheckOpened(Conversation conversation, Entry entry, Place place)
    {
        var id = entry.Text("ticket"u8) ?? "";
        if (conversation.Ticket is { } open)
            World.Report(Name, $"{place}: ticket {open.Id} is still open.");
        if (conversation.Tickets.ContainsKey(id))
            World.Report(Name, $"{place}: ticket {id} was opened before.");
        if (!World.Desks.ContainsKey(entry.Text("desk"u8) ?? ""))
            World.Report(Name, $"{place}: there is no desk '{entry.Text("desk"u8)}'.");
        if (conversation.Legs.Values.Any(leg => !leg.IsEnded))
            World.Report(Name, $"{place}: a leg is still at work.");
    }

    private void CheckExpired(Conversation conversation, Ticket ticket, Entry entry, Place place)
    {
        var due = entry.Text("due"u8) ?? "";
        var moment = due == "first_response" ? ticket.Opened.Time("first_response_due"u8) : ticket.Opened.Time("resolution_due"u8);
        if (!(moment <= entry.At))
            World.Report(Name, $"{place}: ticket {ticket.Id} is due at {moment?.ToString("O") ?? "no time"}.");
        if (!expired.Add((conversation.Id, ticket.Id, due)))
            World.Report(Name, $"{place}: ticket {ticket.Id} had expired as {due}.");
        if (due == "first_response" && (ticket.Claimant is not null || ticket.IsAnswered))
            World.Report(Name, $"{place}: ticket {ticket.Id} had its first response.");
    }
}

namespace Baton.Oracle.Worlds;

/// <summary>Folds what happens at a desk.</summary>
internal static class DeskLife
{
    public static void Apply(Conversation conversation, Entry entry)
    {
        var ticket = conversation.Ticket;
        switch (entry.Kind)
        {
            case EntryKind.TicketOpened:
                conversation.SetTicket(
                    new Ticket
                    {
                        Id = entry.Text("ticket"u8) ?? "",
                        Desk = entry.Text("desk"u8) ?? "",
                        From = entry.Text("from"u8) ?? "",
                        Opened = entry,
                    }
                );
                break;
            case EntryKind.TicketClaimed when ticket is not null:
                ticket.Claimant = entry.Text("by"u8);
                break;
            case EntryKind.TicketReleased when ticket is not null:
                ticket.Claimant = null;
                break;
            case EntryKind.TicketExpired when ticket is not null:
                ticket.IsMissed |= entry.Text("due"u8) == "first_response";
                break;
            case EntryKind.TicketDeclined:
                conversation.SetTicket(null);
                break;
            // The next rung has it. Without one a ticket that nobody took stays at its desk.
            case EntryKind.Escalated when entry.Leg is null && entry.Text("to"u8) is not null:
                conversation.SetTicket(null);
                break;
            case EntryKind.TicketClosed:
                conversation.SetTicket(null);
                conversation.Restart(conversation.HasTurn || entry.Is("goes_on"u8));
                break;
            case EntryKind.PermissionGranted when entry.Text("permission"u8) is { } permission:
                if (entry.Whole("issue"u8) is not { } number)
                    conversation.Granted.Add(permission);
                else if (conversation.Issues.TryGetValue(number, out var issue))
                    issue.Granted.Add(permission);
                break;
            default:
                break;
        }
    }
}

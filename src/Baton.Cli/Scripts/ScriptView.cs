using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Cli.Conversations;
using Baton.Journals.Entries;

namespace Baton.Cli.Scripts;

/// <summary>Issues and tickets as JSON objects, for expectations to compare with.</summary>
internal static class ScriptView
{
    /// <summary>The issues, ordered by number.</summary>
    public static IEnumerable<JsonElement> Issues(ConversationStatus status)
    {
        var tally = new Tally();
        status.Entries.ForEach(tally.Add);
        return tally.Issues.Select(issue =>
            JsonElement.Parse(
                new JsonObject
                {
                    ["id"] = issue.Id.Value,
                    ["title"] = issue.Title,
                    ["status"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(issue.Status.ToString()),
                    ["owner"] = issue.Owner,
                }.ToJsonString()
            )
        );
    }

    /// <summary>The tickets, in the order in which they were opened.</summary>
    public static IEnumerable<JsonElement> Tickets(ConversationStatus status) =>
        status
            .Entries.OfType<TicketOpened>()
            .Select(ticket =>
                JsonElement.Parse(
                    new JsonObject
                    {
                        ["ticket"] = ticket.Ticket.Value,
                        ["desk"] = ticket.Desk,
                        ["from"] = ticket.From,
                        ["status"] = status.Ticket?.Ticket == ticket.Ticket ? "open" : "closed",
                        ["claimant"] = Claimant(status, ticket),
                        ["priority"] = ticket.Priority is { } priority
                            ? JsonNamingPolicy.SnakeCaseLower.ConvertName(priority.ToString())
                            : null,
                    }.ToJsonString()
                )
            );

    private static string? Claimant(ConversationStatus status, TicketOpened ticket) =>
        status.Entries.Aggregate(
            (string?)null,
            (claimant, entry) =>
                entry switch
                {
                    TicketClaimed claimed when claimed.Ticket == ticket.Ticket => claimed.By,
                    TicketReleased released when released.Ticket == ticket.Ticket => null,
                    _ => claimant,
                }
        );
}

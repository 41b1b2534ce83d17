using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Journals.Entries;

namespace Baton.Cli.Scripts;

/// <summary>Issues and tickets as expectations name them.</summary>
internal static class ScriptView
{
    /// <summary>Each issue, in the order of their numbers.</summary>
    public static IEnumerable<JsonElement> Issues(Standing standing)
    {
        var tally = new Tally();
        standing.Entries.ForEach(tally.Add);
        return tally.Issues.Select(issue => JsonElement.Parse(new JsonObject
        {
            ["id"] = issue.Id.Value,
            ["title"] = issue.Title,
            ["status"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(issue.Status.ToString()),
            ["owner"] = issue.Owner,
        }.ToJsonString()));
    }

    /// <summary>Each ticket, in the order of their opening.</summary>
    public static IEnumerable<JsonElement> Tickets(Standing standing) =>
        standing.Entries.OfType<TicketOpened>().Select(ticket => JsonElement.Parse(new JsonObject
        {
            ["ticket"] = ticket.Ticket.Value,
            ["desk"] = ticket.Desk,
            ["from"] = ticket.From,
            ["status"] = standing.Ticket?.Ticket == ticket.Ticket ? "open" : "closed",
            ["claimant"] = Claimant(standing, ticket),
            ["priority"] = ticket.Priority is { } priority ? JsonNamingPolicy.SnakeCaseLower.ConvertName(priority.ToString()) : null,
        }.ToJsonString()));

    private static string? Claimant(Standing standing, TicketOpened ticket) => standing.Entries.Aggregate((string?)null, (claimant, entry) => entry switch
    {
        TicketClaimed claimed when claimed.Ticket == ticket.Ticket => claimed.By,
        TicketReleased released when released.Ticket == ticket.Ticket => null,
        _ => claimant,
    });
}

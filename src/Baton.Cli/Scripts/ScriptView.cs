using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Runtime;

namespace Baton.Cli.Scripts;

/// <summary>Issues and tickets as JSON objects, for expectations to compare with.</summary>
internal static class ScriptView
{
    /// <summary>The issues, ordered by number.</summary>
    public static IEnumerable<JsonElement> Issues(ConversationStatus status) =>
        status.Issues.Select(issue =>
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

    /// <summary>The tickets, in the order in which they were opened.</summary>
    public static IEnumerable<JsonElement> Tickets(ConversationStatus status) =>
        status.Tickets.Select(ticket =>
            JsonElement.Parse(
                new JsonObject
                {
                    ["ticket"] = ticket.Ticket.Value,
                    ["desk"] = ticket.Desk,
                    ["from"] = ticket.From,
                    ["status"] = status.Ticket?.Ticket == ticket.Ticket ? "open" : "closed",
                    ["claimant"] = ticket.Claimant,
                    ["priority"] = ticket.Priority is { } priority
                        ? JsonNamingPolicy.SnakeCaseLower.ConvertName(priority.ToString())
                        : null,
                }.ToJsonString()
            )
        );
}

using Baton.Journals.Entries;

namespace Baton.Runtime.Callbacks;

/// <summary>What another system does with a ticket at its desk.</summary>
public sealed record Callback
{
    /// <summary>Its id, as the system gave it (<c>webhook-id</c>). The same id again changes nothing.</summary>
    public required string Id { get; init; }

    /// <summary>The system, by the name of its desk.</summary>
    public required string From { get; init; }

    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>What it does with the ticket.</summary>
    public required CallbackAct Act { get; init; }

    /// <summary>What the act says: a reason, a reply, a question, a note or a report. Only an acceptance says nothing.</summary>
    public string? Text { get; init; }

    /// <summary>The agent that the ticket is handed back to. Default: the one that could not go on.</summary>
    public string? To { get; init; }

    /// <summary>
    /// Whether the issues of a ticket that is handed back are solved. Default: false, and the agent goes on with them.
    /// </summary>
    public bool Resolved { get; init; }
}

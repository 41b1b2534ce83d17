namespace Baton.Escalations;

/// <summary>The ticket by which people have a conversation.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Desk">Where it waits.</param>
/// <param name="From">The agent that could not go on: who gets the baton back unless somebody says otherwise.</param>
/// <param name="IsAnswered">Whether a person has written to the customer.</param>
internal sealed record OpenTicket(TicketId Id, string Desk, string From, bool IsAnswered)
{
    /// <summary>Whether the customer was told of it; said again to each message until a person has answered.</summary>
    public bool IsTold { get; init; }
}

/// <summary>What a person hands back, until an agent has taken it.</summary>
/// <param name="To">The agent.</param>
/// <param name="By">The person.</param>
/// <param name="Report">What was done.</param>
/// <param name="IsResolved">Whether the ticket's issues are solved.</param>
internal sealed record HandBack(string To, string By, string Report, bool IsResolved);

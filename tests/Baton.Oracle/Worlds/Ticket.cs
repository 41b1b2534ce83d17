namespace Baton.Oracle.Worlds;

/// <summary>A ticket as its entries say it.</summary>
internal sealed class Ticket
{
    public required string Id { get; init; }

    public required string Desk { get; init; }

    public required string From { get; init; }

    public required Entry Opened { get; init; }

    public string? Claimant { get; set; }

    /// <summary>Whether a person has written to the customer.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Whether nobody took it in time.</summary>
    public bool IsMissed { get; set; }
}

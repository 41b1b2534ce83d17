using Baton.Journals.Constraints;

namespace Baton.Journals.Entries;

/// <summary>A person at a desk lets agents do more than they may: the only thing that widens a limit (rule 4).</summary>
public sealed record PermissionGranted : JournalEntry
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Who granted it.</summary>
    public required string By { get; init; }

    /// <summary>What may be done, whatever limits the agent.</summary>
    public required Permission Permission { get; init; }

    /// <summary>The issue on which it may be done; null for the whole conversation.</summary>
    public IssueId? Issue { get; init; }
}

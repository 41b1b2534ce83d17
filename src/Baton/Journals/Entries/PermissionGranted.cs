using Baton.Journals.Constraints;

namespace Baton.Journals.Entries;

/// <summary>A person at a desk allows agents more than their grants and limits do. Nothing else widens a limit (rule 4).</summary>
internal sealed record PermissionGranted : JournalEntry
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Who granted it.</summary>
    public required string By { get; init; }

    /// <summary>What agents may do, whatever their limits.</summary>
    public required Permission Permission { get; init; }

    /// <summary>The issue for which it is granted; null for the whole conversation.</summary>
    public IssueId? Issue { get; init; }

    /// <inheritdoc />
    public override string? Actor() => By;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"{By} granted {Permission}{(Issue is { } issue ? $" for issue {issue}" : "")}"];
}

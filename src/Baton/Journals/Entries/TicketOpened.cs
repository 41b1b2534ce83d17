using System.Text.Json.Serialization;

namespace Baton.Journals.Entries;

/// <summary>Work waits at a desk of people.</summary>
public sealed record TicketOpened : JournalEntry
{
    /// <summary>Its name: what the customer is given as reference.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>The desk.</summary>
    public required string Desk { get; init; }

    /// <summary>The agent that could not go on.</summary>
    public required string From { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The issues to solve.</summary>
    public required IReadOnlyList<IssueId> Issues { get; init; }

    /// <summary>How soon it is worked on: the highest of its issues; null where nobody said.</summary>
    public IssuePriority? Priority { get; init; }

    /// <summary>What whoever takes it has to know; null for nothing.</summary>
    public IReadOnlyList<string>? Skills { get; init; }

    /// <summary>When somebody must have taken it; null for never.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? FirstResponseDue { get; init; }

    /// <summary>When it must have been closed; null for never.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? ResolutionDue { get; init; }
}

using System.Text.Json.Serialization;

namespace Baton.Journals.Entries;

/// <summary>Work waits at a desk.</summary>
internal sealed record TicketOpened : JournalEntry
{
    /// <summary>Its id, which the customer gets as a reference.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>The desk.</summary>
    public required string Desk { get; init; }

    /// <summary>The agent that could not go on.</summary>
    public required string From { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The issues to solve.</summary>
    public required IReadOnlyList<IssueId> Issues { get; init; }

    /// <summary>The highest priority of its issues; null if none has one.</summary>
    public IssuePriority? Priority { get; init; }

    /// <summary>The skills that it needs; null for none.</summary>
    public IReadOnlyList<string>? Skills { get; init; }

    /// <summary>When somebody must have taken it; null for no limit.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? FirstResponseDue { get; init; }

    /// <summary>When it must have been closed; null for no limit.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? ResolutionDue { get; init; }

    /// <inheritdoc />
    public override string? Actor() => From;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"ticket {Ticket.Value} waits at {Desk}: {Reason}"];
}

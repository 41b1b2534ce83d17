using System.Text.Json.Serialization;

namespace Baton.Journals.Entries;

/// <summary>A due time of a ticket passed.</summary>
internal sealed record TicketExpired : JournalEntry
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Which due time.</summary>
    public required TicketDue Due { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"overdue ticket {Ticket.Value}: {EntryWords.Of(Due)}"];
}

/// <summary>The due times of a ticket.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<TicketDue>))]
internal enum TicketDue
{
    /// <summary>None.</summary>
    [JsonStringEnumMemberName("none")]
    None = 0,

    /// <summary>When somebody must have taken it.</summary>
    [JsonStringEnumMemberName("first_response")]
    FirstResponse = 1,

    /// <summary>When it must have been closed.</summary>
    [JsonStringEnumMemberName("resolution")]
    Resolution = 2,
}

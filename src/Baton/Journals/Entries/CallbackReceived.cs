using System.Text.Json.Serialization;

namespace Baton.Journals.Entries;

/// <summary>Another system called back. The entry after this one is its act. The same callback again does nothing.</summary>
internal sealed record CallbackReceived : JournalEntry
{
    /// <summary>The callback's id, as the system gave it (<c>webhook-id</c>).</summary>
    public required string Callback { get; init; }

    /// <summary>The system, by the name of its desk.</summary>
    public required string From { get; init; }

    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>What it did with the ticket.</summary>
    public required CallbackAct Act { get; init; }

    /// <inheritdoc />
    public override string? Actor() => From;
}

/// <summary>What a system can do with a ticket.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallbackAct>))]
public enum CallbackAct
{
    /// <summary>It takes the ticket.</summary>
    [JsonStringEnumMemberName("accept")]
    Accept,

    /// <summary>It does not take the ticket: the next rung is asked.</summary>
    [JsonStringEnumMemberName("decline")]
    Decline,

    /// <summary>It answers the customer.</summary>
    [JsonStringEnumMemberName("reply")]
    Reply,

    /// <summary>It asks the customer something.</summary>
    [JsonStringEnumMemberName("ask")]
    Ask,

    /// <summary>It writes something that the customer does not read.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>It is done, and an agent goes on.</summary>
    [JsonStringEnumMemberName("hand_back")]
    HandBack,
}

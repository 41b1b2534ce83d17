using System.Text.Json.Serialization;
using Baton.Journals.Entries;

namespace Baton.Journals;

/// <summary>Something that waits for a person: one of the kinds in this file.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "waiting")]
[JsonDerivedType(typeof(WaitingTicket), "ticket")]
[JsonDerivedType(typeof(WaitingApproval), "approval")]
public abstract record Waiting
{
    private protected Waiting() { }

    /// <summary>The conversation in which it waits.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>Since when.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public required DateTimeOffset Since { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }
}

/// <summary>A ticket that is open.</summary>
public sealed record WaitingTicket : Waiting
{
    /// <summary>Its id.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>The desk.</summary>
    public required string Desk { get; init; }

    /// <summary>The agent that could not go on.</summary>
    public required string From { get; init; }

    /// <summary>The issues to solve.</summary>
    public required IReadOnlyList<IssueId> Issues { get; init; }

    /// <summary>Its priority; null if none was given.</summary>
    public IssuePriority? Priority { get; init; }

    /// <summary>The skills that it needs.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>When somebody must have taken it; null for no limit.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? FirstResponseDue { get; init; }

    /// <summary>When it must have been closed; null for no limit.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? ResolutionDue { get; init; }

    /// <summary>Who works on it; null if nobody does.</summary>
    public string? Claimant { get; init; }

    /// <summary>Whether it waits for the customer's answer to a person's question.</summary>
    public bool IsWaitingOnCustomer { get; init; }

    /// <summary>Whether nobody had taken it by <see cref="FirstResponseDue"/>.</summary>
    [JsonIgnore]
    public bool MissedFirstResponse => Missed.HasFlag(TicketDue.FirstResponse);

    /// <summary>Whether it was not closed by <see cref="ResolutionDue"/>.</summary>
    [JsonIgnore]
    public bool MissedResolution => Missed.HasFlag(TicketDue.Resolution);

    /// <summary>Which of its due times were missed.</summary>
    [JsonInclude]
    internal TicketDue Missed { get; init; }
}

/// <summary>A tool call that waits until a person approves it.</summary>
public sealed record WaitingApproval : Waiting
{
    /// <summary>The call's id, which the decision refers to.</summary>
    public required CallId CallId { get; init; }

    /// <summary>The agent that made it.</summary>
    public required string Participant { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The arguments: a JSON object.</summary>
    public required JsonText Arguments { get; init; }

    /// <summary>When the customer wrote last since it waits; null if they did not. Read that before deciding.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? CustomerWroteAt { get; init; }

    /// <summary>The leg of parallel work in which it waits, if any.</summary>
    public string? Leg { get; init; }
}

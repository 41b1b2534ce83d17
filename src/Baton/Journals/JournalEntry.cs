using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using Baton.Journals.Entries;

namespace Baton.Journals;

/// <summary>
/// One line of a conversation's journal: something that happened. It never changes. The state of a conversation is folded from its entries
/// alone.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(ConversationOpened), "conversation_opened")]
[JsonDerivedType(typeof(MessageReceived), "message_received")]
[JsonDerivedType(typeof(MessageRouted), "message_routed")]
[JsonDerivedType(typeof(IssueOpened), "issue_opened")]
[JsonDerivedType(typeof(IssueChanged), "issue_changed")]
[JsonDerivedType(typeof(ModelCallBegun), "model_call_begun")]
[JsonDerivedType(typeof(ModelCallEnded), "model_call_ended")]
[JsonDerivedType(typeof(ToolCallBegun), "tool_call_begun")]
[JsonDerivedType(typeof(ToolCallEnded), "tool_call_ended")]
[JsonDerivedType(typeof(HandedOff), "handed_off")]
[JsonDerivedType(typeof(StateWritten), "state_written")]
[JsonDerivedType(typeof(LegEnded), "leg_ended")]
[JsonDerivedType(typeof(AttemptFailed), "attempt_failed")]
[JsonDerivedType(typeof(FellBack), "fell_back")]
[JsonDerivedType(typeof(StillWorking), "still_working")]
[JsonDerivedType(typeof(Escalated), "escalated")]
[JsonDerivedType(typeof(ApprovalAsked), "approval_asked")]
[JsonDerivedType(typeof(ApprovalDecided), "approval_decided")]
[JsonDerivedType(typeof(TicketOpened), "ticket_opened")]
[JsonDerivedType(typeof(TicketClaimed), "ticket_claimed")]
[JsonDerivedType(typeof(TicketReleased), "ticket_released")]
[JsonDerivedType(typeof(TicketDeclined), "ticket_declined")]
[JsonDerivedType(typeof(TicketNoted), "ticket_noted")]
[JsonDerivedType(typeof(TicketExpired), "ticket_expired")]
[JsonDerivedType(typeof(PermissionGranted), "permission_granted")]
[JsonDerivedType(typeof(OperatorReplied), "operator_replied")]
[JsonDerivedType(typeof(TicketClosed), "ticket_closed")]
[JsonDerivedType(typeof(InterimReplied), "interim_replied")]
[JsonDerivedType(typeof(TimerFired), "timer_fired")]
[JsonDerivedType(typeof(ReplyDrafted), "reply_drafted")]
[JsonDerivedType(typeof(ReplyHeld), "reply_held")]
[JsonDerivedType(typeof(SummaryWritten), "summary_written")]
[JsonDerivedType(typeof(StrategyChosen), "strategy_chosen")]
[JsonDerivedType(typeof(Replied), "replied")]
[JsonDerivedType(typeof(Degraded), "degraded")]
[JsonDerivedType(typeof(ConversationClosed), "conversation_closed")]
[JsonDerivedType(typeof(DeliveryAttempted), "delivery_attempted")]
[JsonDerivedType(typeof(CallbackReceived), "callback_received")]
public abstract record JournalEntry
{
    private static readonly FrozenDictionary<Type, string> TypeNames = typeof(JournalEntry)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(known => known.DerivedType, known => (string)known.TypeDiscriminator!);

    private long seq;
    private DateTimeOffset at;
    private string? leg;

    private protected JournalEntry() { }

    /// <summary>The name of its type in the journal, such as <c>handed_off</c>. Entries whose type is not public have one too.</summary>
    [JsonIgnore]
    public string Type => TypeNames[GetType()];

    /// <summary>The entry's place in its conversation, from 1 and without gaps.</summary>
    [JsonPropertyOrder(-3)]
    public long Seq
    {
        get => seq;
        init => seq = value;
    }

    /// <summary>When it was written, in UTC, to the millisecond.</summary>
    [JsonPropertyOrder(-2)]
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset At
    {
        get => at;
        init => at = TimestampJsonConverter.Truncate(value);
    }

    /// <summary>The leg of parallel work that it belongs to, if any.</summary>
    [JsonPropertyOrder(-1)]
    public string? Leg
    {
        get => leg;
        init => leg = value;
    }

    /// <summary>
    /// The entry with its place in the conversation: itself if it has none yet, since nobody has read one then, and a copy otherwise.
    /// </summary>
    internal JournalEntry Placed(long place, DateTimeOffset moment, string? ofLeg)
    {
        if (seq == place && at == moment && leg == ofLeg)
            return this;
        var placed = seq == 0 ? this : this with { };
        (placed.seq, placed.at, placed.leg) = (place, moment, ofLeg);
        return placed;
    }

    /// <summary>Who did it: an agent, a person, a desk or a system. Null for the customer and the runtime.</summary>
    public virtual string? Actor() => null;

    /// <summary>What the customer reads of it; null for nothing.</summary>
    public virtual string? TextToCustomer() => null;

    /// <summary>
    /// What happened, in words for people: a line, and lines that explain it. None for an entry whose effect shows in later ones. Words of
    /// customers, models and tools are in them as they are, so escape them for where they are shown.
    /// </summary>
    public virtual IReadOnlyList<string> Describe() => [];
}

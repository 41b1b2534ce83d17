using System.Text.Json.Serialization;

namespace Baton.Journals.Entries;

/// <summary>An attempt of a model failed.</summary>
internal sealed record AttemptFailed : JournalEntry
{
    /// <summary>The agent whose attempt it was.</summary>
    public required string Participant { get; init; }

    /// <summary>What failed.</summary>
    public required FailureCause Cause { get; init; }

    /// <summary>
    /// Which fault of a reply it was, where the cause has several: <c>written_call</c>, <c>data</c>, <c>leak</c>, <c>promise</c>,
    /// <c>amount</c>, <c>schema</c> or <c>check</c>. Each is corrected once.
    /// </summary>
    public string? Fault { get; init; }

    /// <summary>What happened, in a sentence, without stack or secrets.</summary>
    public required string Detail { get; init; }

    /// <summary>What the model is told if it gets another chance; null if the attempt is given up.</summary>
    public string? Told { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() =>
        [$"failed: {EntryWords.Of(Cause)} {Detail}", .. Told is null ? [] : (string[])[$"{Participant} was told: {Told}"]];
}

/// <summary>What failed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailureCause>))]
public enum FailureCause
{
    /// <summary>The model could not be reached, or answered with an error.</summary>
    [JsonStringEnumMemberName("model_error")]
    ModelError,

    /// <summary>The model did not answer in time.</summary>
    [JsonStringEnumMemberName("model_timeout")]
    ModelTimeout,

    /// <summary>The reply had neither text nor calls.</summary>
    [JsonStringEnumMemberName("empty_reply")]
    EmptyReply,

    /// <summary>The reply called a transfer to an agent that is not on its list, or a tool that it does not have.</summary>
    [JsonStringEnumMemberName("unknown_target")]
    UnknownTarget,

    /// <summary>The reply's call had invalid arguments.</summary>
    [JsonStringEnumMemberName("malformed_arguments")]
    MalformedArguments,

    /// <summary>The reply announced a transfer and made none.</summary>
    [JsonStringEnumMemberName("narrated_transfer")]
    NarratedTransfer,

    /// <summary>The reply was cut off by the model's limit on output.</summary>
    [JsonStringEnumMemberName("cut_off")]
    CutOff,

    /// <summary>A bound of the turn was reached.</summary>
    [JsonStringEnumMemberName("bound_reached")]
    BoundReached,

    /// <summary>Agents handed the conversation back and forth without progress in between.</summary>
    [JsonStringEnumMemberName("ping_pong")]
    PingPong,

    /// <summary>What an agent would have to read does not fit its model's window.</summary>
    [JsonStringEnumMemberName("context_too_long")]
    ContextTooLong,

    /// <summary>A guard refused what the agent was to read.</summary>
    [JsonStringEnumMemberName("input_refused")]
    InputRefused,

    /// <summary>A guard refused what the model wrote.</summary>
    [JsonStringEnumMemberName("output_refused")]
    OutputRefused,

    /// <summary>The deadline of an issue or of the conversation has passed.</summary>
    [JsonStringEnumMemberName("deadline_passed")]
    DeadlinePassed,

    /// <summary>The turns that an issue or the conversation was limited to are used up.</summary>
    [JsonStringEnumMemberName("turns_used")]
    TurnsUsed,

    /// <summary>A rule of the team's escalation policy fired.</summary>
    [JsonStringEnumMemberName("rule")]
    Rule,

    /// <summary>The agent said that it should not go on.</summary>
    [JsonStringEnumMemberName("asked_by_agent")]
    AskedByAgent,

    /// <summary>The customer asked for a person.</summary>
    [JsonStringEnumMemberName("asked_by_customer")]
    AskedByCustomer,

    /// <summary>The agent reported a confidence below its threshold, or none.</summary>
    [JsonStringEnumMemberName("low_confidence")]
    LowConfidence,

    /// <summary>An agent held the baton for longer than it may, or nobody at a desk took the ticket in time.</summary>
    [JsonStringEnumMemberName("timed_out")]
    TimedOut,

    /// <summary>A desk declined the ticket.</summary>
    [JsonStringEnumMemberName("declined")]
    Declined,

    /// <summary>The reply came without the confidence report that its agent owes. The reply itself is kept.</summary>
    [JsonStringEnumMemberName("unreported")]
    Unreported,

    /// <summary>The model's provider is overloaded or limits the rate of requests (HTTP 429, 503, 529).</summary>
    [JsonStringEnumMemberName("overloaded")]
    Overloaded,

    /// <summary>
    /// The configuration does not allow the model: its key is refused (401, 403), or it is unknown (404). An operator has to act.
    /// </summary>
    [JsonStringEnumMemberName("model_denied")]
    ModelDenied,

    /// <summary>The provider refused the request as faulty (HTTP 400): a bug.</summary>
    [JsonStringEnumMemberName("bad_request")]
    BadRequest,

    /// <summary>The model has failed so often just before, in any conversation, that it was not called.</summary>
    [JsonStringEnumMemberName("circuit_open")]
    CircuitOpen,

    /// <summary>The model refused to answer, or its provider blocked the answer.</summary>
    [JsonStringEnumMemberName("content_filtered")]
    ContentFiltered,

    /// <summary>The reply failed a check of the team's validations, or is a tool call written as text or data instead of words.</summary>
    [JsonStringEnumMemberName("invalid_output")]
    InvalidOutput,

    /// <summary>The time of the turn was over.</summary>
    [JsonStringEnumMemberName("time_over")]
    TimeOver,

    /// <summary>The router is confident of an agent to which the entry agent's model gave nothing.</summary>
    [JsonStringEnumMemberName("disagreement")]
    Disagreement,

    /// <summary>The caller abandoned the turn.</summary>
    [JsonStringEnumMemberName("abandoned")]
    Abandoned,
}

using System.Text.Json.Serialization;

namespace Baton.Journals.Entries;

/// <summary>A model's attempt did not lead on.</summary>
public sealed record AttemptFailed : JournalEntry
{
    /// <summary>The agent whose attempt it was.</summary>
    public required string Participant { get; init; }

    /// <summary>What failed.</summary>
    public required FailureCause Cause { get; init; }

    /// <summary>What happened, in a sentence, without stack or secrets.</summary>
    public required string Detail { get; init; }

    /// <summary>What the model is told, when it gets another chance; null when the attempt is given up.</summary>
    public string? Told { get; init; }
}

/// <summary>What failed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailureCause>))]
public enum FailureCause
{
    /// <summary>The model could not be reached, or answered with an error.</summary>
    [JsonStringEnumMemberName("model_error")] ModelError,

    /// <summary>The model did not answer in time.</summary>
    [JsonStringEnumMemberName("model_timeout")] ModelTimeout,

    /// <summary>The reply had neither text nor calls.</summary>
    [JsonStringEnumMemberName("empty_reply")] EmptyReply,

    /// <summary>The reply called a transfer to nobody on the agent's list, or a tool that the agent does not have.</summary>
    [JsonStringEnumMemberName("unknown_target")] UnknownTarget,

    /// <summary>The reply's call had arguments that do not fit.</summary>
    [JsonStringEnumMemberName("malformed_arguments")] MalformedArguments,

    /// <summary>The reply told of a transfer and made none.</summary>
    [JsonStringEnumMemberName("narrated_transfer")] NarratedTransfer,

    /// <summary>The reply was cut off by the model's limit on output.</summary>
    [JsonStringEnumMemberName("cut_off")] CutOff,

    /// <summary>A bound of the turn was reached.</summary>
    [JsonStringEnumMemberName("bound_reached")] BoundReached,

    /// <summary>The baton went back and forth with no progress in between.</summary>
    [JsonStringEnumMemberName("ping_pong")] PingPong,

    /// <summary>What an agent would have to read does not fit its model's window.</summary>
    [JsonStringEnumMemberName("context_too_long")] ContextTooLong,

    /// <summary>A guard refused what the agent was to read.</summary>
    [JsonStringEnumMemberName("input_refused")] InputRefused,

    /// <summary>A guard refused what the model wrote.</summary>
    [JsonStringEnumMemberName("output_refused")] OutputRefused,

    /// <summary>The deadline of an issue or of the conversation has passed.</summary>
    [JsonStringEnumMemberName("deadline_passed")] DeadlinePassed,

    /// <summary>The turns that an issue or the conversation was limited to are used up.</summary>
    [JsonStringEnumMemberName("turns_used")] TurnsUsed,

    /// <summary>A rule of the team's escalation policy fired.</summary>
    [JsonStringEnumMemberName("rule")] Rule,

    /// <summary>The agent said that it should not go on.</summary>
    [JsonStringEnumMemberName("asked_by_agent")] AskedByAgent,

    /// <summary>The customer asked for a person.</summary>
    [JsonStringEnumMemberName("asked_by_customer")] AskedByCustomer,

    /// <summary>The agent was not sure enough of its reply.</summary>
    [JsonStringEnumMemberName("low_confidence")] LowConfidence,

    /// <summary>The time or the turns are over for which an agent may hold the baton, or the time in which a desk must take a ticket.</summary>
    [JsonStringEnumMemberName("timed_out")] TimedOut,

    /// <summary>A desk declined the ticket.</summary>
    [JsonStringEnumMemberName("declined")] Declined,

    /// <summary>The reply came without the confidence that it has to have. The reply itself is kept.</summary>
    [JsonStringEnumMemberName("unreported")] Unreported,

    /// <summary>The model's provider has too much to do, or limits how often it is asked (HTTP 429, 503, 529).</summary>
    [JsonStringEnumMemberName("overloaded")] Overloaded,

    /// <summary>The model may not be used as things are set up: its key is refused (401, 403), or nobody knows it (404). An operator has to act.</summary>
    [JsonStringEnumMemberName("model_denied")] ModelDenied,

    /// <summary>The provider refused the request as faulty (HTTP 400): a bug.</summary>
    [JsonStringEnumMemberName("bad_request")] BadRequest,

    /// <summary>The model failed so often in the last moments, in any conversation, that it was not asked.</summary>
    [JsonStringEnumMemberName("circuit_open")] CircuitOpen,

    /// <summary>The model refused to answer, or its provider held the answer back.</summary>
    [JsonStringEnumMemberName("content_filtered")] ContentFiltered,

    /// <summary>The reply failed a check of the team's validations.</summary>
    [JsonStringEnumMemberName("invalid_output")] InvalidOutput,

    /// <summary>The time of the turn was over.</summary>
    [JsonStringEnumMemberName("time_over")] TimeOver,

    /// <summary>The entry agent's model gave nothing to an agent of whom the router is sure.</summary>
    [JsonStringEnumMemberName("disagreement")] Disagreement,
}

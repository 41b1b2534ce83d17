using System.Text.Json.Serialization;

namespace Baton.Journals.Entries;

/// <summary>Something failed, and the next rung of the ladder is taken. What failed, what it cost, and who or what is tried now.</summary>
public sealed record FellBack : JournalEntry
{
    /// <summary>The participant that failed.</summary>
    public required string Participant { get; init; }

    /// <summary>The rung that is taken now.</summary>
    public required FallbackRung Rung { get; init; }

    /// <summary>What failed.</summary>
    public required FailureCause Cause { get; init; }

    /// <summary>What happened, in a sentence, without stack or secrets.</summary>
    public required string Detail { get; init; }

    /// <summary>The model that failed, as <c>provider/name</c> where known.</summary>
    public string? Model { get; init; }

    /// <summary>Who or what is tried now, where that is not the same again: a model, an agent or a desk.</summary>
    public string? To { get; init; }

    /// <summary>Which attempt at that model failed, from 1; null where it is not about attempts.</summary>
    public int? Attempt { get; init; }

    /// <summary>How long what failed took, in milliseconds: the attempt, all attempts at a model that is passed over, or the turn so far.</summary>
    public long? TookMs { get; init; }

    /// <summary>How long is waited before the next attempt, in milliseconds.</summary>
    public long? WaitMs { get; init; }

    /// <summary>What the failed attempt used, where the provider says so.</summary>
    public TokenUsage? Usage { get; init; }
}

/// <summary>A rung of the ladder that a failure climbs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FallbackRung>))]
public enum FallbackRung
{
    /// <summary>The same model again, with the same history.</summary>
    [JsonStringEnumMemberName("retry")] Retry,

    /// <summary>Another model for the same agent.</summary>
    [JsonStringEnumMemberName("other_model")] OtherModel,

    /// <summary>A generalist agent.</summary>
    [JsonStringEnumMemberName("generalist")] Generalist,

    /// <summary>A person.</summary>
    [JsonStringEnumMemberName("person")] Person,

    /// <summary>An honest partial answer, written without a model.</summary>
    [JsonStringEnumMemberName("degraded")] Degraded,
}

using System.Text.Json.Serialization;

namespace Baton.Journals.Entries;

/// <summary>
/// A model was asked for the prose of a summary. It is asked once for each stretch, whatever comes of it: where there is no prose, the
/// words of the conversation alone stand for the stretch.
/// </summary>
public sealed record SummaryWritten : JournalEntry
{
    /// <summary>The first entry that the prose stands for.</summary>
    public required long From { get; init; }

    /// <summary>The last entry that it stands for.</summary>
    public required long To { get; init; }

    /// <summary>The prose, made from what everybody may see; null unless the outcome is <see cref="SummaryOutcome.Ok"/>.</summary>
    public string? Text { get; init; }

    /// <summary>The agent whose model was asked.</summary>
    public required string By { get; init; }

    /// <summary>The model, as <c>provider/name</c>.</summary>
    public string? Model { get; init; }

    /// <summary>What came of it.</summary>
    public required SummaryOutcome Outcome { get; init; }

    /// <summary>Why there is no prose, in a sentence.</summary>
    public string? Detail { get; init; }

    /// <summary>What the call used, where the provider says so.</summary>
    public TokenUsage? Usage { get; init; }
}

/// <summary>What came of asking a model for a summary.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SummaryOutcome>))]
public enum SummaryOutcome
{
    /// <summary>There is prose, and it was checked.</summary>
    [JsonStringEnumMemberName("ok")] Ok,

    /// <summary>The prose says what the stretch does not, or a guard refused it.</summary>
    [JsonStringEnumMemberName("refused")] Refused,

    /// <summary>The model could not be asked or gave no usable answer.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>The model took too long.</summary>
    [JsonStringEnumMemberName("timed_out")] TimedOut,
}

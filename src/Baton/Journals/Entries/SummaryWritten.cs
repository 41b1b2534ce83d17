using System.Text.Json.Serialization;

namespace Baton.Journals.Entries;

/// <summary>
/// A model was called for the prose of a summary. It is called once for each stretch, whatever the outcome. Without prose, the built-in
/// summary stands for the stretch.
/// </summary>
internal sealed record SummaryWritten : JournalEntry
{
    /// <summary>The first entry that the prose covers.</summary>
    public required long From { get; init; }

    /// <summary>The last entry that it covers.</summary>
    public required long To { get; init; }

    /// <summary>The prose, written from what everybody may see; null unless the outcome is <see cref="SummaryOutcome.Ok"/>.</summary>
    public string? Text { get; init; }

    /// <summary>The agent whose model was called.</summary>
    public required string By { get; init; }

    /// <summary>The model, as <c>provider/name</c>.</summary>
    public string? Model { get; init; }

    /// <summary>The outcome.</summary>
    [JsonInclude]
    [JsonRequired]
    internal SummaryOutcome Outcome { get; init; }

    /// <summary>Why there is no prose, in a sentence.</summary>
    public string? Detail { get; init; }

    /// <summary>What the call used, if the provider says so.</summary>
    public TokenUsage? Usage { get; init; }

    /// <inheritdoc />
    public override string? Actor() => By;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"summary of entries {From} to {To} by {By}: {EntryWords.Of(Outcome)} {Detail}"];
}

/// <summary>The outcome of calling a model for a summary.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SummaryOutcome>))]
internal enum SummaryOutcome
{
    /// <summary>There is prose, and it passed its checks.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>The prose contains something that the stretch does not, or a guard refused it.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>The model could not be called or gave no usable answer.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>The model took too long.</summary>
    [JsonStringEnumMemberName("timed_out")]
    TimedOut,
}

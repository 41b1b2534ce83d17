using System.Text.Json.Serialization;

namespace Baton.Journals.Entries;

/// <summary>A leg of parallel work ended, and the agent that delegated it has its report.</summary>
internal sealed record LegEnded : JournalEntry
{
    /// <summary>The holder of the leg at its end.</summary>
    public required string Participant { get; init; }

    /// <summary>How it ended.</summary>
    public required LegOutcome Outcome { get; init; }

    /// <summary>What its agents answered; empty if none did.</summary>
    public required string Report { get; init; }

    /// <summary>The issues that it was about.</summary>
    public required IReadOnlyList<IssueId> Issues { get; init; }

    /// <summary>What failed, if something did.</summary>
    public FailureCause? Cause { get; init; }

    /// <summary>What happened, in a sentence, if it ended before its issues.</summary>
    public string? Detail { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() =>
        [
            "leg ended: "
                + EntryWords.Of(Outcome)
                + (Cause is { } cause ? $" ({EntryWords.Of(cause)})" : "")
                + (Detail is null ? "" : $" {Detail}"),
            .. Report.Length == 0 ? [] : (string[])[$"report: {EntryWords.Short(Report)}"],
        ];
}

/// <summary>How a leg ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LegOutcome>))]
internal enum LegOutcome
{
    /// <summary>Its issues are settled.</summary>
    [JsonStringEnumMemberName("answered")]
    Answered,

    /// <summary>It asks the customer something.</summary>
    [JsonStringEnumMemberName("asked")]
    Asked,

    /// <summary>It could not go on.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It should not go on: people take over.</summary>
    [JsonStringEnumMemberName("escalated")]
    Escalated,

    /// <summary>It did not finish in time.</summary>
    [JsonStringEnumMemberName("timed_out")]
    TimedOut,
}

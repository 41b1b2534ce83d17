using System.Text.Json.Serialization;

namespace Baton.Journals.Handoffs;

/// <summary>Which part of the journal a receiver reads word for word, which as a summary, and why: the decision with its figures.</summary>
internal sealed record BriefedHistory
{
    /// <summary>No history.</summary>
    public static readonly BriefedHistory None = new()
    {
        Mode = HistoryMode.Verbatim,
        To = 0,
        Reason = HistoryReason.Short,
    };

    /// <summary>Verbatim, or a summary with a verbatim tail.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<HistoryMode>))]
    public required HistoryMode Mode { get; init; }

    /// <summary>The first entry of the history.</summary>
    public long From { get; init; } = 1;

    /// <summary>The last entry that a summary covers; the summary begins with the first entry. Null if all is verbatim.</summary>
    public long? SummaryTo { get; init; }

    /// <summary>
    /// The token budget of the summary, or of its last segment; its facts may need more. Null if all is verbatim.
    /// </summary>
    public int? SummaryTokens { get; init; }

    /// <summary>How the summary is put together from segments, and what it leaves behind. Null if it is one segment.</summary>
    public SummarySegments? SummarySegments { get; init; }

    /// <summary>The last entry of the history; what is not summarised is verbatim.</summary>
    public required long To { get; init; }

    /// <summary>Why this form was chosen.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<HistoryReason>))]
    public required HistoryReason Reason { get; init; }

    /// <summary>An upper bound of the history's tokens, its size in bytes, if counting was not needed.</summary>
    public int? TokensAtMost { get; init; }

    /// <summary>The history's tokens, if they were counted.</summary>
    public int? Tokens { get; init; }

    /// <summary>The tokens that the receiver has room for; null if the history is short whatever the window.</summary>
    public int? Budget { get; init; }

    /// <summary>Facts and tool results in each 100 tokens, if they were counted.</summary>
    public double? Density { get; init; }
}

/// <summary>Why a history is handed over in its form.</summary>
internal enum HistoryReason
{
    /// <summary>It is short.</summary>
    [JsonStringEnumMemberName("short")]
    Short,

    /// <summary>It is long and dense with facts, and it fits.</summary>
    [JsonStringEnumMemberName("dense")]
    Dense,

    /// <summary>The policy says so.</summary>
    [JsonStringEnumMemberName("policy")]
    Policy,

    /// <summary>It is marked sensitive, so it is never summarised.</summary>
    [JsonStringEnumMemberName("sensitive")]
    Sensitive,

    /// <summary>It is long and has few facts.</summary>
    [JsonStringEnumMemberName("chatty")]
    Chatty,

    /// <summary>People read it, and they have no window.</summary>
    [JsonStringEnumMemberName("people")]
    People,

    /// <summary>It does not fit the receiver's window.</summary>
    [JsonStringEnumMemberName("window")]
    Window,

    /// <summary>Neither the history nor a summary of it, if one is allowed, fits the receiver's window.</summary>
    [JsonStringEnumMemberName("too_long")]
    TooLong,
}

using System.Text.Json.Serialization;

namespace Baton.Journals;

/// <summary>How a tool call ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ToolOutcome>))]
public enum ToolOutcome
{
    /// <summary>It gave a result.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It did not end in time. Whether it took effect is unknown.</summary>
    [JsonStringEnumMemberName("timed_out")]
    TimedOut,

    /// <summary>It was not run.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>
    /// The process, or the tool's connection, died while it ran, and it may not be repeated. Whether it took effect is unknown.
    /// </summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

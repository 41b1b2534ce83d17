using System.Text.Json.Serialization;

namespace Baton.Journals;

/// <summary>How a tool call ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ToolOutcome>))]
public enum ToolOutcome
{
    /// <summary>It gave a result.</summary>
    [JsonStringEnumMemberName("ok")] Ok,

    /// <summary>It failed.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>It did not finish in time. Whether it took effect is not known.</summary>
    [JsonStringEnumMemberName("timed_out")] TimedOut,

    /// <summary>It was not run.</summary>
    [JsonStringEnumMemberName("refused")] Refused,

    /// <summary>The process died while it ran, and it may not be repeated. Nobody knows whether it took effect.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,
}

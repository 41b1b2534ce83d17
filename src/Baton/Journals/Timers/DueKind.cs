using System.Text.Json.Serialization;

namespace Baton.Journals.Timers;

/// <summary>What falls due in a conversation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DueKind>))]
internal enum DueKind
{
    /// <summary>The conversation's deadline.</summary>
    [JsonStringEnumMemberName("deadline")]
    Deadline,

    /// <summary>The deadline of one or more issues.</summary>
    [JsonStringEnumMemberName("issue_deadline")]
    IssueDeadline,

    /// <summary>The time for which the holder may hold the baton.</summary>
    [JsonStringEnumMemberName("agent_time")]
    AgentTime,

    /// <summary>The time in which somebody at a desk must take a ticket.</summary>
    [JsonStringEnumMemberName("first_response")]
    FirstResponse,

    /// <summary>The time in which a desk must close a ticket.</summary>
    [JsonStringEnumMemberName("resolution")]
    Resolution,

    /// <summary>Work that no process continues, because its process has ended.</summary>
    [JsonStringEnumMemberName("unfinished")]
    Unfinished,

    /// <summary>A delivery to the outside. It never fires: an attempt begins instead.</summary>
    [JsonStringEnumMemberName("delivery")]
    Delivery,
}

using System.Text.Json.Serialization;

namespace Baton.Journals.Timers;

/// <summary>What falls due in a conversation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DueKind>))]
public enum DueKind
{
    /// <summary>The conversation's deadline.</summary>
    [JsonStringEnumMemberName("deadline")] Deadline,

    /// <summary>The deadline of one or more issues.</summary>
    [JsonStringEnumMemberName("issue_deadline")] IssueDeadline,

    /// <summary>The time for which the holder may hold the baton.</summary>
    [JsonStringEnumMemberName("agent_time")] AgentTime,

    /// <summary>A ticket that somebody at its desk must have taken.</summary>
    [JsonStringEnumMemberName("first_response")] FirstResponse,

    /// <summary>A ticket that its desk must have closed.</summary>
    [JsonStringEnumMemberName("resolution")] Resolution,

    /// <summary>Work that no process goes on with: the one that did has ended.</summary>
    [JsonStringEnumMemberName("unfinished")] Unfinished,

    /// <summary>Something is to be delivered to the outside. It never fires: an attempt begins instead.</summary>
    [JsonStringEnumMemberName("delivery")] Delivery,
}

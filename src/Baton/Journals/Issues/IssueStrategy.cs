using System.Text.Json.Serialization;

namespace Baton;

/// <summary>How a team works on several issues of one customer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IssueStrategy>))]
public enum IssueStrategy
{
    /// <summary>
    /// Each issue goes to its own specialist, one after the other: by priority, then in the order in which they were raised.
    /// </summary>
    [JsonStringEnumMemberName("sequential")]
    Sequential,

    /// <summary>
    /// The first specialist that the entry agent names gets all issues of that reply. An issue that it declines goes to the agent that was
    /// named for it.
    /// </summary>
    [JsonStringEnumMemberName("one_specialist")]
    OneSpecialist,

    /// <summary>
    /// Issues of several specialists are worked on in parallel, each in a leg. The agent that delegated them writes one reply from their
    /// reports.
    /// </summary>
    [JsonStringEnumMemberName("coordinator")]
    Coordinator,
}

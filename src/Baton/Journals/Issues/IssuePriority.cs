using System.Text.Json.Serialization;

namespace Baton;

/// <summary>How soon an issue is worked on. One without a priority counts as normal; of the same priority, the first that was raised comes first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IssuePriority>))]
public enum IssuePriority
{
    /// <summary>After the others.</summary>
    [JsonStringEnumMemberName("low")] Low,

    /// <summary>In the order in which issues were raised.</summary>
    [JsonStringEnumMemberName("normal")] Normal,

    /// <summary>Before the others.</summary>
    [JsonStringEnumMemberName("high")] High,

    /// <summary>Before everything else.</summary>
    [JsonStringEnumMemberName("urgent")] Urgent,
}

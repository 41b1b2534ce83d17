using System.Text.Json.Serialization;

namespace Baton;

/// <summary>
/// The priority of an issue. An issue without one counts as normal. Of equal priority, the issue that was raised first comes first.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<IssuePriority>))]
public enum IssuePriority
{
    /// <summary>After the others.</summary>
    [JsonStringEnumMemberName("low")]
    Low,

    /// <summary>In the order in which issues were raised.</summary>
    [JsonStringEnumMemberName("normal")]
    Normal,

    /// <summary>Before the others.</summary>
    [JsonStringEnumMemberName("high")]
    High,

    /// <summary>Before everything else.</summary>
    [JsonStringEnumMemberName("urgent")]
    Urgent,
}

using System.Text.Json.Serialization;

namespace Baton.Journals.Handoffs;

/// <summary>Why the conversation moved.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HandoffTrigger>))]
public enum HandoffTrigger
{
    /// <summary>The holder called a transfer tool.</summary>
    [JsonStringEnumMemberName("routed")]
    Routed,

    /// <summary>The holder's issues are done and the next open issue has another owner.</summary>
    [JsonStringEnumMemberName("continued")]
    Continued,

    /// <summary>The baton goes back to where it came from.</summary>
    [JsonStringEnumMemberName("returned")]
    Returned,

    /// <summary>A leg of parallel work begins.</summary>
    [JsonStringEnumMemberName("delegated")]
    Delegated,

    /// <summary>The holder should not go on.</summary>
    [JsonStringEnumMemberName("escalated")]
    Escalated,

    /// <summary>The holder could not go on.</summary>
    [JsonStringEnumMemberName("fell_back")]
    FellBack,
}

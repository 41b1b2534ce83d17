using System.Text.Json.Serialization;

namespace Baton;

/// <summary>The status of an issue.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IssueStatus>))]
public enum IssueStatus
{
    /// <summary>Nobody has worked on it yet.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Its owner holds the baton.</summary>
    [JsonStringEnumMemberName("in_progress")]
    InProgress,

    /// <summary>Its owner asked the customer something.</summary>
    [JsonStringEnumMemberName("waiting_on_customer")]
    WaitingOnCustomer,

    /// <summary>People at a desk have it.</summary>
    [JsonStringEnumMemberName("waiting_on_person")]
    WaitingOnPerson,

    /// <summary>Done.</summary>
    [JsonStringEnumMemberName("resolved")]
    Resolved,

    /// <summary>Passed beyond the team.</summary>
    [JsonStringEnumMemberName("escalated")]
    Escalated,

    /// <summary>Refused, with a reason.</summary>
    [JsonStringEnumMemberName("declined")]
    Declined,
}

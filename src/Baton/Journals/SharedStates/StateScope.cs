using System.Text.Json.Serialization;

namespace Baton.Journals.SharedStates;

/// <summary>Who shares a value.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StateScope>))]
public enum StateScope
{
    /// <summary>The agents of one conversation. The value is only in the conversation's journal.</summary>
    [JsonStringEnumMemberName("conversation")]
    Conversation,

    /// <summary>
    /// All conversations of one customer, in every process that uses the store. In a conversation without a customer, the value belongs to
    /// the conversation.
    /// </summary>
    [JsonStringEnumMemberName("customer")]
    Customer,

    /// <summary>All conversations of the team, in every process that uses the store.</summary>
    [JsonStringEnumMemberName("team")]
    Team,
}

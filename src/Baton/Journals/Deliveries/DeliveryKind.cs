using System.Text.Json.Serialization;

namespace Baton.Journals.Deliveries;

/// <summary>How a desk is told of something.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryKind>))]
internal enum DeliveryKind
{
    /// <summary>By a signed message to its webhook.</summary>
    [JsonStringEnumMemberName("webhook")]
    Webhook,

    /// <summary>By e-mail.</summary>
    [JsonStringEnumMemberName("email")]
    Email,
}

/// <summary>The outcome of an attempt to deliver.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryOutcome>))]
internal enum DeliveryOutcome
{
    /// <summary>The attempt is being made; no other process makes it meanwhile.</summary>
    [JsonStringEnumMemberName("begun")]
    Begun,

    /// <summary>The receiver has it.</summary>
    [JsonStringEnumMemberName("delivered")]
    Delivered,

    /// <summary>It failed and will be tried again.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It failed for the last time: a dead letter.</summary>
    [JsonStringEnumMemberName("dead")]
    Dead,
}

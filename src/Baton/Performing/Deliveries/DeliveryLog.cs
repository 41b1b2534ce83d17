using Microsoft.Extensions.Logging;

namespace Baton.Performing.Deliveries;

/// <summary>What operators read of deliveries. It has no secret, and nothing of what is delivered.</summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(
        EventId = 60,
        Level = LogLevel.Warning,
        Message = "Conversation {Conversation}: attempt {Attempt} to deliver {Delivery} failed: {Detail}"
    )]
    public static partial void Failed(ILogger logger, ConversationId conversation, int attempt, string delivery, string detail);

    [LoggerMessage(EventId = 61, Level = LogLevel.Error, Message = "Conversation {Conversation}: {Delivery} is a dead letter: {Detail}")]
    public static partial void Dead(ILogger logger, ConversationId conversation, string delivery, string detail);

    [LoggerMessage(
        EventId = 62,
        Level = LogLevel.Error,
        Message = "Conversation {Conversation}: the result of {Delivery} could not be recorded, so it will be delivered again."
    )]
    public static partial void Unwritten(ILogger logger, Exception failure, ConversationId conversation, string delivery);

    [LoggerMessage(
        EventId = 64,
        Level = LogLevel.Error,
        Message = "Conversation {Conversation}: the turn after callback {Callback} of {System} failed. It can be resumed."
    )]
    public static partial void NotFollowed(ILogger logger, Exception failure, ConversationId conversation, string system, string callback);
}

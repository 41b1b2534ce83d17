using Microsoft.Extensions.Logging;

namespace Baton.Performing;

/// <summary>The log messages for operators.</summary>
internal static partial class RuntimeLog
{
    [LoggerMessage(1, LogLevel.Warning, "The model of {Participant} failed in conversation {Conversation}")]
    public static partial void ModelFailed(ILogger logger, Exception exception, string participant, ConversationId conversation);

    [LoggerMessage(
        6,
        LogLevel.Error,
        "{Model} cannot be used by {Participant}, and a retry will not help. Check its key and its name. {Detail}"
    )]
    public static partial void ModelDenied(ILogger logger, Exception? exception, string model, string participant, string detail);

    [LoggerMessage(7, LogLevel.Error, "The answer check failed at {Agent}: the answer is refused")]
    public static partial void CheckFailed(ILogger logger, Exception exception, string agent);

    [LoggerMessage(2, LogLevel.Warning, "Tool {Tool}, called by {Participant} as {CallId}, failed")]
    public static partial void ToolFailed(ILogger logger, Exception exception, string tool, string participant, CallId callId);

    [LoggerMessage(4, LogLevel.Error, "Guard {Guard} failed at {Agent}: the text is refused")]
    public static partial void GuardFailed(ILogger logger, Exception exception, string guard, string agent);

    [LoggerMessage(5, LogLevel.Warning, "The model of {Writer} wrote no summary in conversation {Conversation}")]
    public static partial void SummaryFailed(ILogger logger, Exception exception, string writer, ConversationId conversation);

    [LoggerMessage(
        6,
        LogLevel.Error,
        "The due timers of conversation {Conversation} could not be served: they are tried again in a minute"
    )]
    public static partial void DueFailed(ILogger logger, Exception exception, ConversationId conversation);

    [LoggerMessage(7, LogLevel.Error, "The journal could not be asked for due timers: it is asked again")]
    public static partial void DueTimesUnread(ILogger logger, Exception exception);

    [LoggerMessage(8, LogLevel.Error, "Rule {Rule} failed in conversation {Conversation}: it counts as fired")]
    public static partial void RuleFailed(ILogger logger, Exception exception, string rule, ConversationId conversation);

    [LoggerMessage(31, LogLevel.Warning, "Tool {Tool}, called by {Agent}, could not tell the customer how far it is: {Refusal}")]
    public static partial void ReportRefused(ILogger logger, string tool, string agent, string refusal);

    [LoggerMessage(20, LogLevel.Warning, "The router could not read a message of conversation {Conversation}")]
    public static partial void RouterFailed(ILogger logger, Exception exception, ConversationId conversation);

    [LoggerMessage(30, LogLevel.Warning, "A snapshot of conversation {Conversation} was not kept: it takes longer to wake")]
    public static partial void SnapshotNotKept(ILogger logger, Exception exception, ConversationId conversation);

    [LoggerMessage(9, LogLevel.Warning, "The leases of running conversations could not be renewed: that is tried again")]
    public static partial void LeasesNotRenewed(ILogger logger, Exception exception);

    [LoggerMessage(
        10,
        LogLevel.Information,
        "Message {Message}, left for conversation {Conversation}, does not fit: its sender decides anew"
    )]
    public static partial void MessageRefused(ILogger logger, Exception exception, MessageId message, ConversationId conversation);

    [LoggerMessage(11, LogLevel.Error, "The messages left for conversation {Conversation} could not be answered: that is tried again")]
    public static partial void InboxFailed(ILogger logger, Exception exception, ConversationId conversation);

    [LoggerMessage(3, LogLevel.Information, "Another writer was faster in conversation {Conversation}: reading it again")]
    public static partial void LostRace(ILogger logger, ConversationId conversation);
}

namespace Baton.Oracle.Coverages;

/// <summary>What can happen to a conversation from outside.</summary>
public enum WorldEvent
{
    MessageNew,

    /// <summary>A new message that another process gets than the one that wrote last.</summary>
    MessageElsewhere,

    /// <summary>A message that was sent before.</summary>
    MessageAgain,

    /// <summary>A message that was sent before, to another process than the one that wrote last.</summary>
    MessageAgainElsewhere,

    CallerGaveUp,
    Approve,
    Refuse,
    Claim,
    Release,
    Decline,
    Reply,
    Ask,
    Note,
    Grant,
    ResolveIssue,
    DeclineIssue,
    HandBack,
    WriteState,
    Close,

    /// <summary>An act that was refused.</summary>
    ActRefused,

    CallbackAccept,
    CallbackDecline,
    CallbackReply,
    CallbackAsk,
    CallbackNote,
    CallbackHandBack,

    /// <summary>A callback with an id that was used before.</summary>
    CallbackAgain,

    ProcessKilled,
    ProcessStopped,
    ProcessStarted,
    ClockForward,
    ClockBack,
    StoreFailedBefore,
    StoreFailedAfter,
    StoreSlow,
    ModelErred,
    ModelTimedOut,
    ModelRepliedEmpty,
    ModelRepliedBadly,
    ToolFailed,
    ToolLate,
    ToolLost,
    DeliveryAccepted,
    DeliveryRefused,
    TimerDeadline,
    TimerIssueDeadline,
    TimerAgentTime,
    TimerFirstResponse,
    TimerResolution,
    TimerUnfinished,
}

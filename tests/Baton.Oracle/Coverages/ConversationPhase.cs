namespace Baton.Oracle.Coverages;

/// <summary>What a conversation is in the middle of. It may be several at once, such as legs of which one runs a tool.</summary>
public enum ConversationPhase
{
    /// <summary>Nobody has said anything in it.</summary>
    NoConversation,

    /// <summary>The customer is answered and waits for nothing.</summary>
    Idle,

    /// <summary>The customer is answered and asked something.</summary>
    CustomerAsked,

    /// <summary>The customer got a degraded answer last.</summary>
    Degraded,

    /// <summary>A turn is under way, or a customer waits for an answer.</summary>
    TurnUnderWay,

    /// <summary>Several messages wait for one answer.</summary>
    MessagesJoined,

    /// <summary>A model is asked.</summary>
    ModelAsked,

    /// <summary>A model is asked again after it failed.</summary>
    ModelRetried,

    /// <summary>A tool runs.</summary>
    ToolRunning,

    /// <summary>A tool has begun in a process that is gone, and nobody knows yet what came of it.</summary>
    ToolInDoubt,

    /// <summary>The prose of a summary was written, and its handoff is to come.</summary>
    SummaryWritten,

    /// <summary>A person is to approve a call.</summary>
    ApprovalAwaited,

    /// <summary>A call was decided, and what follows is to come.</summary>
    ApprovalDecided,

    /// <summary>Legs are open.</summary>
    LegsOpen,

    /// <summary>A leg waits for a person.</summary>
    LegAwaitsApproval,

    /// <summary>Somebody is asked to take over, and has not yet.</summary>
    Escalating,

    /// <summary>A ticket waits at a desk of people.</summary>
    TicketOpen,

    /// <summary>A ticket waits at another system.</summary>
    TicketAtSystem,

    /// <summary>Somebody has the ticket.</summary>
    TicketClaimed,

    /// <summary>Somebody at the desk asked the customer.</summary>
    TicketAsks,

    /// <summary>Nobody took the ticket in time.</summary>
    TicketMissed,

    /// <summary>People handed back, and an agent is to go on.</summary>
    HandedBack,

    /// <summary>A delivery has begun, and what came of it is not known.</summary>
    DeliveryUnderWay,

    /// <summary>A delivery failed and is to be made again.</summary>
    DeliveryFailed,

    /// <summary>The conversation is closed.</summary>
    Closed,
}

namespace Baton.Oracle.Coverages;

/// <summary>The pairs of phase and event that no world can reach, each by the name of its reason.</summary>
public static class Impossible
{
    /// <summary>Why the event cannot happen in the phase; null if it can.</summary>
    public static string? Reason(ConversationPhase phase, WorldEvent what) =>
        IsOfCall(what) && phase is ConversationPhase.NoConversation or ConversationPhase.Closed ? "no call runs there"
        : phase == ConversationPhase.NoConversation && !IsOfBeginning(what) ? "nobody knows the conversation"
        : phase == ConversationPhase.Closed && IsTimer(what) ? "nothing of a closed conversation fires"
        : IsOfModel(what) && IsRest(phase) ? "no model is asked while the customer waits for nothing"
        : IsOfTool(what) && IsRest(phase) ? "no tool runs while the customer waits for nothing"
        : what == WorldEvent.TimerFirstResponse && !IsUnclaimed(phase) ? "only a ticket that nobody has waits for a first response"
        : what == WorldEvent.TimerResolution && IsWithoutTicket(phase) ? "only a ticket has a time for its resolution"
        : what is WorldEvent.TimerDeadline or WorldEvent.TimerIssueDeadline or WorldEvent.TimerAgentTime && IsOfTicket(phase)
            ? "the time of agents stands still while people have the conversation"
        : what is WorldEvent.TimerAgentTime && IsOfApproval(phase) ? "the holder's time stands still while a person decides"
        : null;

    private static bool IsOfBeginning(WorldEvent what) =>
        what
            is WorldEvent.MessageNew
                or WorldEvent.MessageAgain
                or WorldEvent.CallerGaveUp
                or WorldEvent.ProcessKilled
                or WorldEvent.ProcessStopped
                or WorldEvent.ProcessStarted
                or WorldEvent.ClockForward
                or WorldEvent.ClockBack
                or WorldEvent.StoreFailedBefore
                or WorldEvent.StoreFailedAfter
                or WorldEvent.StoreSlow;

    private static bool IsOfCall(WorldEvent what) => IsOfModel(what) || IsOfTool(what);

    private static bool IsOfModel(WorldEvent what) => what is >= WorldEvent.ModelErred and <= WorldEvent.ModelRepliedBadly;

    private static bool IsOfTool(WorldEvent what) => what is WorldEvent.ToolFailed or WorldEvent.ToolLost;

    private static bool IsTimer(WorldEvent what) => what >= WorldEvent.TimerDeadline;

    private static bool IsRest(ConversationPhase phase) =>
        phase is ConversationPhase.Idle or ConversationPhase.CustomerAsked or ConversationPhase.Degraded;

    // A turn and a delivery may go on beside a ticket, and so may what waits for the customer.
    private static bool IsUnclaimed(ConversationPhase phase) =>
        phase is not (ConversationPhase.TicketClaimed or ConversationPhase.TicketMissed) && !IsWithoutTicket(phase);

    private static bool IsWithoutTicket(ConversationPhase phase) =>
        phase
            is ConversationPhase.ModelAsked
                or ConversationPhase.ModelRetried
                or ConversationPhase.ToolRunning
                or ConversationPhase.ToolInDoubt
                or ConversationPhase.SummaryWritten
                or ConversationPhase.ApprovalAwaited
                or ConversationPhase.ApprovalDecided
                or ConversationPhase.LegsOpen
                or ConversationPhase.LegAwaitsApproval
                or ConversationPhase.Escalating
                or ConversationPhase.HandedBack;

    private static bool IsOfTicket(ConversationPhase phase) =>
        phase
            is ConversationPhase.TicketOpen
                or ConversationPhase.TicketAtSystem
                or ConversationPhase.TicketClaimed
                or ConversationPhase.TicketAsks
                or ConversationPhase.TicketMissed;

    private static bool IsOfApproval(ConversationPhase phase) => phase is ConversationPhase.ApprovalAwaited;
}

namespace Baton.Oracle.Coverages;

/// <summary>The pairs of phase and event that no world can reach, each by the name of its reason.</summary>
public static class Impossible
{
    /// <summary>Why the event cannot happen in the phase; null if it can.</summary>
    public static string? Reason(ConversationPhase phase, WorldEvent what) =>
        phase == ConversationPhase.NoConversation && (IsTimer(what) || IsOfNews(what) || IsOfTool(what)) ? "nobody knows the conversation"
        : phase == ConversationPhase.Closed && IsTimer(what) ? "nothing of a closed conversation fires"
        : IsOfTool(what) && IsRest(phase) ? "no tool runs while the customer waits for nothing"
        : what == WorldEvent.TimerFirstResponse && phase == ConversationPhase.TicketClaimed ? "somebody has responded"
        : what is WorldEvent.TimerDeadline or WorldEvent.TimerIssueDeadline or WorldEvent.TimerAgentTime && IsOfTicket(phase)
            ? "the time of agents stands still while people have the conversation"
        : what == WorldEvent.TimerAgentTime && phase == ConversationPhase.ApprovalAwaited
            ? "the holder's time stands still while a person decides"
        : null;

    private static bool IsOfNews(WorldEvent what) =>
        what is >= WorldEvent.CallbackAccept and <= WorldEvent.CallbackAgain || IsOfDelivery(what);

    private static bool IsOfDelivery(WorldEvent what) => what is WorldEvent.DeliveryAccepted or WorldEvent.DeliveryRefused;

    private static bool IsOfTool(WorldEvent what) => what is WorldEvent.ToolFailed or WorldEvent.ToolLost;

    private static bool IsTimer(WorldEvent what) => what >= WorldEvent.TimerDeadline;

    private static bool IsRest(ConversationPhase phase) =>
        phase is ConversationPhase.Idle or ConversationPhase.CustomerAsked or ConversationPhase.Degraded or ConversationPhase.Closed;

    private static bool IsOfTicket(ConversationPhase phase) =>
        phase
            is ConversationPhase.TicketOpen
                or ConversationPhase.TicketAtSystem
                or ConversationPhase.TicketClaimed
                or ConversationPhase.TicketAsks
                or ConversationPhase.TicketMissed;
}

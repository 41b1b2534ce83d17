using Baton.Journals.Constraints;
using Baton.Journals.Handoffs;

namespace Baton.States.Constraints;

/// <summary>
/// The limits under which a participant holds the baton. An issue's own limits bind its holder while it works on that issue. When it has no
/// issue at hand, as after its answer, all limits under which it got the baton bind it, until it passes the baton on (rule 4).
/// </summary>
internal static class HeldLimits
{
    /// <summary>The limits that a handoff sets: those of all issues that are handed over, and those that the sender cannot shed.</summary>
    /// <param name="state">The state before the handoff.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="trigger">Why the baton moves.</param>
    /// <param name="issues">The issues that are handed over.</param>
    public static Constraint After(ConversationState state, string to, HandoffTrigger trigger, IReadOnlyList<IssueId> issues)
    {
        var limits = IsCarried(state, to, trigger) ? state.HeldLimits : Constraint.None;
        for (var index = 0; index < issues.Count; index++)
            limits = limits.And(state.Ledger.Find(issues[index])?.Constraints);
        return limits;
    }

    /// <summary>The limits after an issue was opened or changed: the holder's own issues add theirs.</summary>
    public static Constraint With(ConversationState state, string owner, IssueId issue) =>
        owner == state.Holder ? state.HeldLimits.And(state.Ledger.Find(issue)?.Constraints) : state.HeldLimits;

    // Whoever steps in for the holder, and the holder that goes on with its next issue or gets the baton back from people, goes on under
    // its limits: whether they handed it back, declined it or did not take it in time.
    private static bool IsCarried(ConversationState state, string to, HandoffTrigger trigger) =>
        to == state.Holder
        || trigger is HandoffTrigger.Escalated or HandoffTrigger.FellBack
        || state.HandBack is not null
        || state.UntakenTicket is not null;
}

using Baton.States;

namespace Baton.Deciding;

/// <summary>
/// How many calls a conversation or leg may still make out of its turn's limits, which all legs share (rule 10). Legs run at the same time,
/// so a share is kept for each open leg; what it has not used when it ends goes back to all. Whoever delegated keeps one model call for the
/// reply from the reports, however much its legs have used.
/// </summary>
internal static class Allowance
{
    /// <summary>The model calls that may still be made.</summary>
    public static int ModelCalls(ConversationState state, TurnLimits limits) =>
        Of(state, limits.ModelCalls, turn => turn.AllModelCalls, leastShare: 1, forReply: 1).Left;

    /// <summary>The tool calls that may still be made.</summary>
    public static int ToolCalls(ConversationState state, TurnLimits limits) =>
        Of(state, limits.ToolCalls, turn => turn.AllToolCalls, leastShare: 0, forReply: 0).Left;

    private static (int Left, int Share) Of(ConversationState state, int limit, Func<TurnState, int> used, int leastShare, int forReply)
    {
        return state.Parent is { } parent
            ? InLeg(state, parent, limit, used, leastShare, forReply)
            : (limit - used(state.Turn ?? TurnState.None), limit);
    }

    private static (int Left, int Share) InLeg(
        ConversationState state,
        ConversationState parent,
        int limit,
        Func<TurnState, int> used,
        int leastShare,
        int forReply
    )
    {
        var (left, share) = Of(parent, limit, used, leastShare, forReply);
        share = Math.Max(leastShare, share / (parent.Legs.Count + 1));
        var kept = parent
            .Legs.Values.Where(leg => leg.End is null && leg.Name != state.Leg)
            .Sum(leg => Math.Max(share - used(leg.Turn), forReply * Delegations(leg)));
        return (left - forReply - kept, share);
    }

    // How many replies from reports are still to be written in this leg and in its legs.
    private static int Delegations(LegState leg) => leg.End is not null || leg.Legs.IsEmpty ? 0 : 1 + leg.Legs.Values.Sum(Delegations);
}

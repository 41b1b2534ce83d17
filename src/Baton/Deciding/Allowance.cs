using Baton.States;

namespace Baton.Deciding;

/// <summary>
/// How much a line of work may still use of what its turn has for all lines together (rule 10). Legs run at the same time, so each that is
/// open has a share kept for it: what it leaves when it ends is everybody's. Whoever delegated keeps a model call for the reply from the reports,
/// however much of the share its legs have used.
/// </summary>
internal static class Allowance
{
    /// <summary>The model calls that the line may still make.</summary>
    public static int ModelCalls(ConversationState line, TurnLimits limits) =>
        Of(line, limits.ModelCalls, turn => turn.AllModelCalls, leastShare: 1, forReply: 1).Left;

    /// <summary>The tool calls that the line may still make.</summary>
    public static int ToolCalls(ConversationState line, TurnLimits limits) =>
        Of(line, limits.ToolCalls, turn => turn.AllToolCalls, leastShare: 0, forReply: 0).Left;

    private static (int Left, int Share) Of(ConversationState line, int limit, Func<TurnState, int> used, int leastShare, int forReply)
    {
        if (line.Parent is not { } parent)
            return (limit - used(line.Turn ?? TurnState.None), limit);
        var (left, share) = Of(parent, limit, used, leastShare, forReply);
        share = Math.Max(leastShare, share / (parent.Legs.Count + 1));
        var kept = parent.Legs.Values.Where(leg => leg.End is null && leg.Name != line.Leg).Sum(leg => Math.Max(share - used(leg.Turn), forReply * Delegations(leg)));
        return (left - forReply - kept, share);
    }

    // In how many lines from this one inwards somebody is still to reply from reports.
    private static int Delegations(LegState leg) => leg.End is not null || leg.Legs.IsEmpty ? 0 : 1 + leg.Legs.Values.Sum(Delegations);
}

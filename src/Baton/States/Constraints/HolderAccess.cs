using Baton.Journals.Constraints;
using Baton.Teams;
using Baton.Teams.Constraints;

namespace Baton.States.Constraints;

/// <summary>Works out what a holder may do now (rule 4).</summary>
internal static class HolderAccess
{
    /// <summary>What the member may do now.</summary>
    public static Access Of(TeamMember member, ConversationState state)
    {
        var (limits, widened) = (LimitsOn(member, state), WidenedFor(member, state));
        return limits.IsNone && widened is null ? member.OwnAccess : new Access(member.Grants, limits, widened);
    }

    /// <summary>What limits the member now, beside its own grants.</summary>
    public static Constraint LimitsOn(TeamMember member, ConversationState state) =>
        state.Constraints.And(
            state.Holder == member.Agent.Name ? state.LimitsOfHolder : state.Ledger.FirstFor(member.Agent.Name)?.Constraints
        );

    // A permission granted for an issue applies only while the holder works on that issue.
    private static IReadOnlyList<Permission>? WidenedFor(TeamMember member, ConversationState state) =>
        state.Ledger.FirstFor(member.Agent.Name) is { Granted: { IsEmpty: false } granted } ? state.Granted.AddRange(granted)
        : state.Granted.IsEmpty ? null
        : state.Granted;
}

using Baton.Journals.Constraints;
using Baton.Teams;
using Baton.Teams.Constraints;

namespace Baton.States.Constraints;

/// <summary>Works out what a holder may do from where the conversation stands (rule 4).</summary>
internal static class HolderAccess
{
    /// <summary>What the member may do as the conversation stands.</summary>
    public static Access Of(TeamMember member, ConversationState state) => new(member.Grants, LimitsOn(member, state), WidenedFor(member, state));

    /// <summary>What limits the member as the conversation stands, beside its own grants.</summary>
    public static Constraint LimitsOn(TeamMember member, ConversationState state) =>
        state.Constraints.And(state.Turn?.Hold.LimitsBeforeChanges is { } held && state.Holder == member.Agent.Name ? held
            : state.Ledger.CurrentFor(member.Agent.Name) is [var first, ..] ? first.Constraints : null);

    // What was granted for an issue holds while it is the one at hand, and not for another after it.
    private static IReadOnlyList<Permission>? WidenedFor(TeamMember member, ConversationState state) =>
        state.Ledger.CurrentFor(member.Agent.Name) is [{ Granted: { IsEmpty: false } granted }, ..] ? state.Granted.AddRange(granted) : state.Granted.IsEmpty ? null : state.Granted;
}

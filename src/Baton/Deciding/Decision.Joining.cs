using Baton.States;
using Baton.States.Histories;

namespace Baton.Deciding;

/// <content>This part decides whether the customer is heard before a turn that was stopped goes on.</content>
internal sealed partial class Decision
{
    /// <summary>
    /// Whether a message that arrives joins the turn at once: the turn was stopped before its model answered, or while it still owes the
    /// world a deed that the message may take back. Otherwise the turn is finished first.
    /// </summary>
    public static bool HearsFirst(Team team, ConversationId conversation, Transcript transcript, ConversationState state) =>
        state.Turn is { } turn
        && Next(team, conversation, transcript, state) switch
        {
            Step.CallModel => turn.Parts.IsEmpty,
            var next => OwesDeed(next, team, conversation, transcript, state),
        };

    private static bool OwesDeed(Step next, Team team, ConversationId conversation, Transcript transcript, ConversationState state) =>
        next switch
        {
            Step.CallTools calls => calls.Calls.Exists(due => due.IsToRun && due.Tool.Effect != ToolEffect.ReadOnly),
            Step.RunLegs running => running.Legs.Any(name =>
            {
                var leg = state.Within(name);
                return OwesDeed(Next(team, conversation, transcript, leg), team, conversation, transcript, leg);
            }),
            _ => false,
        };
}

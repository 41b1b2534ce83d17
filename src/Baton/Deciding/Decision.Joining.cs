using Baton.States;
using Baton.States.Histories;

namespace Baton.Deciding;

/// <content>This part decides whether the customer is heard before a turn that was stopped goes on.</content>
internal sealed partial class Decision
{
    /// <summary>
    /// Whether a message that arrives joins the turn at once, because the turn still owes the world a deed that the message may take back.
    /// Otherwise the turn is finished first.
    /// </summary>
    public static bool HearsFirst(Team team, ConversationId conversation, Transcript transcript, ConversationState state) =>
        state.Turn is not null
        && Next(team, conversation, transcript, state) switch
        {
            Step.CallTools calls => calls.Calls.Exists(due => due.IsToRun && due.Tool.Effect != ToolEffect.ReadOnly),
            Step.RunLegs running => running.Legs.Any(leg => HearsFirst(team, conversation, transcript, state.Within(leg))),
            _ => false,
        };
}

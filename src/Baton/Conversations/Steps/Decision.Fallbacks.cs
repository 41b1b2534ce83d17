using Baton.Conversations.States;

namespace Baton.Conversations.Steps;

/// <content>This part decides what follows when the holder fails.</content>
internal sealed partial class Decision
{
    // Who was asked as a rung of the ladder, and fails, makes room for the next.
    private Step Fall(Failure failure) => state.Climbed.Contains(state.Holder) ? Escalate(failure.Cause, failure.Detail) : GiveUp(failure);
}

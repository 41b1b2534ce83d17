using Baton.Performing;
using Baton.States;

namespace Baton.Tests.Performance;

public sealed class TurnTimeoutTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public void A_call_after_one_that_ended_in_time_gets_the_same_source_and_none_of_its_registrations()
    {
        var run = NewRun();
        var isOldCallTold = false;
        var first = run.BeginTimeout(Long);
        first.Token.Register(() => isOldCallTold = true);
        run.EndTimeout(first);

        var second = run.BeginTimeout(Long);
        second.Cancel();

        Assert.Same(first, second);
        Assert.False(isOldCallTold);
    }

    [Fact]
    public void A_call_after_one_that_took_too_long_gets_its_whole_time()
    {
        var run = NewRun();
        var late = run.BeginTimeout(Long);
        late.Cancel();
        run.EndTimeout(late);

        Assert.False(run.BeginTimeout(Long).IsCancellationRequested);
    }

    [Fact]
    public void A_call_without_any_time_left_is_cancelled_at_once()
    {
        var run = NewRun();
        run.EndTimeout(run.BeginTimeout(Long));

        Assert.True(run.BeginTimeout(TimeSpan.Zero).IsCancellationRequested);
    }

    private static TurnRun NewRun()
    {
        var team = new Team("helpers", new Agent { Name = "helper" });
        return TurnRun.Begin(team, ConversationState.Empty, audience: null, TimeProvider.System);
    }
}

using System.Runtime.CompilerServices;
using Baton.Deciding;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Baton.States;

namespace Baton.Performing;

/// <summary>
/// The one loop: decide the next step from the state, perform it, append what happened, until somebody outside must act. The conversation
/// and each of its legs run through the same loop; legs run at the same time.
/// </summary>
internal sealed class TurnLoop(Team team, Performer performer, RuntimeOptions options)
{
    /// <summary>Runs a conversation or leg until it waits or has ended.</summary>
    /// <param name="session">The conversation or leg.</param>
    /// <param name="run">The turn's reader and deadline.</param>
    /// <param name="cancellationToken">Stops where it is; the conversation can be resumed from there.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask RunAsync(LegSession session, TurnRun run, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (step, isDone) = await DecideAsync(session, cancellationToken).ConfigureAwait(false);
            switch (step)
            {
                case Step.Wait or Step.Close:
                    // The caller acknowledges the customer's message when this returns, so it must be durable (rule 2).
                    await session.CommitAsync().ConfigureAwait(false);
                    return;
                case Step.RunLegs legs:
                    await RunLegsAsync(legs, session, run, cancellationToken).ConfigureAwait(false);
                    break;
                case Step.Correct or Step.Note:
                    run.Audience?.Withdraw();
                    break;
                case Step.Reply or Step.GiveUp or Step.TellOfWait:
                    await session.CommitAsync().ConfigureAwait(false);
                    break;
                default:
                    if (isDone)
                        break;
                    await session.ClaimAsync().ConfigureAwait(false);
                    await performer.PerformAsync(step, session, run, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    private async ValueTask<(Step Step, bool IsDone)> DecideAsync(LegSession session, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                // What is decided from the state is appended before another leg changes it.
                lock (session.Sync)
                {
                    var step = Decision.Next(team, session.Id, session.Transcript, session.State);
                    return (step, performer.Append(step, session));
                }
            }
            catch (PastNotLoadedException)
            {
                await session.LoadPastAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task RunLegsAsync(Step.RunLegs step, LegSession session, TurnRun run, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var legs = step.Legs.Select(leg => RunLegAsync(session.Of(leg), run, stop)).ToList();
        var all = Task.WhenAll(legs);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        // When a leg fails, the others are stopped, so only the failed leg's exception counts.
        if (legs.Find(leg => leg.IsFaulted) is { } failed)
            await failed.ConfigureAwait(false);
    }

    // An exception that is no entry, such as a failing journal, ends the turn and so stops the other legs.
    private async Task RunLegAsync(LegSession leg, TurnRun turn, CancellationTokenSource stop)
    {
        // A quarter of the turn's remaining time is kept for the reply from the reports.
        var now = options.TimeProvider.GetUtcNow();
        var (own, whole) = (leg.State.Constraints.Deadline ?? DateTimeOffset.MaxValue, now.Later(turn.TimeLeft(shares: 4) * 3));
        var deadline = own < whole ? own : whole;
        var left = deadline - now;
        // A leg with a deadline beyond what timers accept is not stopped by one.
        using var timeout = new CancellationTokenSource(
            left > TimeBounds.LongestWait ? Timeout.InfiniteTimeSpan : left.AsWait(),
            options.TimeProvider
        );
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, timeout.Token);
        try
        {
            // Each leg begins on a thread of the pool, so that a model or tool that blocks its thread delays no other leg.
            await Task.Run(() => RunAsync(leg, turn.ForLeg(deadline), either.Token).AsTask(), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            lock (leg.Sync)
                StoppedWork.End(leg, LegOutcome.TimedOut, new Failure(FailureCause.DeadlinePassed, "It did not finish in time."));
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}

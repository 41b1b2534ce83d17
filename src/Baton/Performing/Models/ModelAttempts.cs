using System.Diagnostics;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Healths;
using Baton.Performing.Sessions;
using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;
using Polly;

namespace Baton.Performing.Models;

/// <summary>The attempts at one model for one reply.</summary>
/// <param name="Agent">The agent whose reply it is.</param>
/// <param name="Binding">The model.</param>
/// <param name="Session">The conversation or leg.</param>
/// <param name="Run">The turn's stretch.</param>
/// <param name="Until">When the next rung has to be taken.</param>
/// <param name="Timeout">How long one attempt may take.</param>
/// <param name="Time">The clock.</param>
/// <param name="Health">Hears of each attempt.</param>
internal sealed record ModelAttempts(string Agent, ModelBinding Binding, LegSession Session, TurnRun Run, DateTimeOffset Until, TimeSpan Timeout, TimeProvider Time, HealthStatistics Health)
{
    private static readonly ModelFailure Late = new() { Kind = ModelFailureKind.Transient, Cause = FailureCause.ModelTimeout };

    private static readonly ModelFailure Broken = new() { Kind = ModelFailureKind.Transient, Cause = FailureCause.CircuitOpen };

    /// <summary>Whether the journal says already that the next attempt is made.</summary>
    public bool IsBegun { get; set; }

    /// <summary>Asks once.</summary>
    public required Func<CancellationToken, ValueTask<ChatResponse>> Ask { get; init; }

    /// <summary>Asks until there is a reply, or a fault that this model cannot do away with.</summary>
    /// <param name="stop">Stops the turn.</param>
    public async ValueTask<(ChatResponse? Reply, ModelFault? Fault)> RunAsync(CancellationToken stop)
    {
        var context = ResilienceContextPool.Shared.Get(stop);
        context.Properties.Set(AttemptPipeline.Call, this);
        try
        {
            var outcome = await Binding.Attempts.ExecuteOutcomeAsync(static (context, attempts) => attempts.OnceAsync(context.CancellationToken), context, this).ConfigureAwait(false);
            return outcome.Exception switch
            {
                null => (outcome.Result, null),
                ModelFaultException fault => (null, fault.Fault),
                Polly.CircuitBreaker.BrokenCircuitException => (null, Open),
                _ => throw Rethrown(outcome),
            };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Whether the same again may help, is not kept from this model by its circuit, and has the time.</summary>
    public bool MayRepeat(ModelFault fault, FallbackPolicy policy)
    {
        if (fault.Failure.Kind != ModelFailureKind.Transient || Binding.IsLeftAlone())
            return false;
        var now = Time.GetUtcNow();
        var wait = fault.Failure.WaitFrom(now) ?? policy.RetryDelay;
        return wait <= policy.LongestRetryDelay && now + wait < Until;
    }

    /// <summary>Notes that the same is tried again.</summary>
    public void Repeat(ModelFault fault, int attempt, TimeSpan took, TimeSpan wait) => Session.Add(new FellBack
    {
        Participant = Agent,
        Rung = FallbackRung.Retry,
        Cause = fault.Cause,
        Detail = fault.Detail,
        Model = Binding.Label,
        Attempt = attempt,
        TookMs = (long)took.TotalMilliseconds,
        WaitMs = (long)wait.TotalMilliseconds,
        Usage = fault.Usage,
    });

    private ModelFault Open => new(Broken, $"{Binding.Label ?? "The model"} failed too often recently and was not called.");

    private async ValueTask<Outcome<ChatResponse>> OnceAsync(CancellationToken stop)
    {
        var left = Until - Time.GetUtcNow();
        var allowed = left > Timeout ? Timeout : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        using var timeout = new CancellationTokenSource(allowed, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        Run.Audience?.Begin();
        if (!IsBegun)
            Session.Add(new ModelCallBegun { Participant = Agent, Model = Binding.Label });
        IsBegun = false;
        var began = Time.GetTimestamp();
        var span = Telemetry.Begin(Agent, Binding.Provider, Binding.Label, Session.Id);
        ModelFault fault;
        try
        {
            var response = await Ask(either.Token).ConfigureAwait(false);
            Note(span, Time.GetElapsedTime(began), failure: null, ReplyRecord.UsageOf(response));
            return Outcome.FromResult(response);
        }
        catch (ModelFaultException known)
        {
            fault = known.Fault;
        }
        catch (JournalException exception)
        {
            return Outcome.FromException<ChatResponse>(exception);
        }
        catch (Exception exception) when (stop.IsCancellationRequested)
        {
            return Outcome.FromException<ChatResponse>(new OperationCanceledException(exception.Message, exception, stop));
        }
        catch (Exception exception)
        {
            fault = timeout.IsCancellationRequested
                ? new ModelFault(Late, $"The model gave no answer within {allowed.TotalSeconds:0.###} s.")
                : new ModelFault(Binding.Classify(exception), ErrorText.Of(exception)) { Exception = exception };
        }

        Note(span, Time.GetElapsedTime(began), fault, fault.Usage);
        Run.Audience?.Withdraw();
        return Outcome.FromException<ChatResponse>(new ModelFaultException(fault));
    }

    // What the team's own checks stopped says nothing of the model.
    private void Note(Activity? span, TimeSpan took, ModelFault? failure, TokenUsage? usage)
    {
        Telemetry.End(span, Agent, Binding.Provider, Binding.Label, took, failure?.Cause, usage);
        if (failure is not { IsOwn: true })
            Health.Record(Agent, Binding.Label, failure?.Cause, took);
    }

    private static Exception Rethrown(Outcome<ChatResponse> outcome)
    {
        outcome.ThrowIfException();
        return new UnreachableException();
    }
}

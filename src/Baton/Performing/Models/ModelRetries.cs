using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace Baton.Performing.Models;

/// <summary>Repeats attempts of one model, and records each repetition.</summary>
internal static class ModelRetries
{
    private static readonly ResiliencePropertyKey<ModelCall> CallKey = new("baton.call");

    /// <summary>Says of which call the attempts in a context are.</summary>
    public static void Mark(ResilienceContext context, ModelCall call) => context.Properties.Set(CallKey, call);

    /// <summary>
    /// The retries of a policy within a model's circuit: the same model again after a transient failure, as often as the policy allows and
    /// as long as there is time. Only this place retries; the providers' SDKs are told not to.
    /// </summary>
    public static ResiliencePipeline<ChatResponse> Within(Circuit circuit, FallbackPolicy policy, TimeProvider time, Func<double> random) =>
        policy.Retries == 0
            ? circuit.Pipeline
            : new ResiliencePipelineBuilder<ChatResponse> { TimeProvider = time }
                .AddPipeline(circuit.Pipeline)
                .AddRetry(
                    new RetryStrategyOptions<ChatResponse>
                    {
                        MaxRetryAttempts = policy.Retries,
                        Delay = policy.RetryDelay,
                        MaxDelay = policy.LongestRetryDelay,
                        BackoffType = DelayBackoffType.Exponential,
                        UseJitter = true,
                        Randomizer = random,
                        ShouldHandle = args =>
                            ValueTask.FromResult(
                                args.Outcome.Exception is ModelFaultException failed
                                    && MayRetry(CallOf(args.Context), failed.Fault, policy, time)
                            ),
                        // How long the provider asks to wait; null for the policy's own delay.
                        DelayGenerator = args => ValueTask.FromResult(FaultOf(args.Outcome).Failure.WaitFrom(time.GetUtcNow())),
                        OnRetry = args =>
                        {
                            var (call, fault) = (CallOf(args.Context), FaultOf(args.Outcome));
                            call.Session.Add(Retry(call, fault, args));
                            return ValueTask.CompletedTask;
                        },
                    }
                )
                .Build();

    private static ModelCall CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    private static ModelFault FaultOf(Outcome<ChatResponse> outcome) => ((ModelFaultException)outcome.Exception!).Fault;

    private static bool MayRetry(ModelCall call, ModelFault fault, FallbackPolicy policy, TimeProvider time)
    {
        // A call that looks whether the model is back makes one attempt.
        if (fault.Failure.Kind != ModelFailureKind.Transient || call.Binding.Circuit.IsOpen)
            return false;
        var now = time.GetUtcNow();
        var wait = fault.Failure.WaitFrom(now) ?? policy.RetryDelay;
        return wait <= policy.LongestRetryDelay && now.Later(wait) < call.Until;
    }

    private static FellBack Retry(ModelCall call, ModelFault fault, OnRetryArguments<ChatResponse> retry) =>
        new()
        {
            Participant = call.Agent,
            Rung = FallbackRung.Retry,
            Cause = fault.Cause,
            Detail = fault.Detail,
            Model = call.Binding.Label,
            Attempt = retry.AttemptNumber + 1,
            TookMs = (long)retry.Duration.TotalMilliseconds,
            WaitMs = (long)retry.RetryDelay.TotalMilliseconds,
            Usage = fault.Usage,
        };
}

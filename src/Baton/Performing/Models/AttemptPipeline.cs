using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace Baton.Performing.Models;

/// <summary>
/// Rung 1: the same model again, for failures that pass, as often as the policy allows and as long as there is time. The one place that
/// decides: the providers' SDKs repeat nothing by themselves.
/// </summary>
internal static class AttemptPipeline
{
    /// <summary>The call that a pipeline is run for.</summary>
    public static readonly ResiliencePropertyKey<ModelAttempts> Call = new("baton.call");

    public static ResiliencePipeline<ChatResponse> For(FallbackPolicy policy, ResiliencePipeline<ChatResponse> circuit, TimeProvider time)
    {
        if (policy.Retries == 0)
            return circuit;
        return new ResiliencePipelineBuilder<ChatResponse> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<ChatResponse>
            {
                MaxRetryAttempts = policy.Retries,
                Delay = policy.RetryDelay,
                MaxDelay = policy.LongestRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is ModelFaultException fault && CallOf(args.Context).MayRepeat(fault.Fault, policy)),
                // A wait of null is the policy's own.
                DelayGenerator = args => ValueTask.FromResult(((ModelFaultException)args.Outcome.Exception!).Fault.Failure.WaitFrom(time.GetUtcNow())),
                OnRetry = args =>
                {
                    CallOf(args.Context).Repeat(((ModelFaultException)args.Outcome.Exception!).Fault, args.AttemptNumber + 1, args.Duration, args.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .AddPipeline(circuit)
            .Build();
    }

    private static ModelAttempts CallOf(ResilienceContext context) => context.Properties.GetValue(Call, null!);
}

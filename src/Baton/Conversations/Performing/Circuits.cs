using Baton.Fallbacks;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;

namespace Baton.Conversations.Performing;

/// <summary>A circuit breaker for each model of each provider, shared by all conversations of a runtime.</summary>
internal sealed class Circuits(RuntimeOptions options)
{
    private readonly Dictionary<object, ResiliencePipeline<ChatResponse>> circuits = [];
    private readonly Lock gate = new();

    /// <summary>The circuit of a model: by its name, or by its client where it has none.</summary>
    public ResiliencePipeline<ChatResponse> For(string? label, IChatClient client)
    {
        lock (gate)
        {
            var key = label ?? (object)client;
            if (!circuits.TryGetValue(key, out var circuit))
                circuits.Add(key, circuit = Build());
            return circuit;
        }
    }

    private ResiliencePipeline<ChatResponse> Build()
    {
        var circuit = options.Circuit;
        return new ResiliencePipelineBuilder<ChatResponse> { TimeProvider = options.TimeProvider }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ChatResponse>
            {
                FailureRatio = circuit.FailureRatio,
                MinimumThroughput = circuit.MinimumAttempts,
                SamplingDuration = circuit.Window,
                BreakDuration = circuit.Break,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is ModelFaultException { Fault.Failure.Kind: ModelFailureKind.Transient or ModelFailureKind.Permanent }),
            })
            .Build();
    }
}

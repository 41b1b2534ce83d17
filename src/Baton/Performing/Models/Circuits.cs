using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;

namespace Baton.Performing.Models;

/// <summary>A circuit breaker for each model of each provider, shared by all conversations of a runtime.</summary>
internal sealed class Circuits(RuntimeOptions options)
{
    private readonly Dictionary<object, (ResiliencePipeline<ChatResponse> Pipeline, CircuitBreakerStateProvider State)> circuits = [];
    private readonly Lock gate = new();

    /// <summary>The circuit of a model, by its name, or by its client if it has no name; and whether the circuit is open.</summary>
    public (ResiliencePipeline<ChatResponse> Pipeline, Func<bool> IsOpen) For(string? label, IChatClient client)
    {
        lock (gate)
        {
            var key = KeyOf(label, client);
            if (!circuits.TryGetValue(key, out var circuit))
                circuits.Add(key, circuit = Build());
            return (circuit.Pipeline, () => circuit.State.CircuitState == CircuitState.Open);
        }
    }

    /// <summary>Whether a model is left alone, or tried once to see whether it is back.</summary>
    public bool IsOpen(string? label, IChatClient client)
    {
        lock (gate)
        {
            return circuits.TryGetValue(KeyOf(label, client), out var circuit) && circuit.State.CircuitState != CircuitState.Closed;
        }
    }

    private static object KeyOf(string? label, IChatClient client) => label ?? (object)client;

    private (ResiliencePipeline<ChatResponse> Pipeline, CircuitBreakerStateProvider State) Build()
    {
        var state = new CircuitBreakerStateProvider();
        var pipeline = new ResiliencePipelineBuilder<ChatResponse> { TimeProvider = options.TimeProvider }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<ChatResponse>
                {
                    FailureRatio = options.CircuitFailureRatio,
                    MinimumThroughput = options.CircuitMinimumAttempts,
                    SamplingDuration = options.CircuitWindow,
                    BreakDuration = options.CircuitBreak,
                    StateProvider = state,
                    ShouldHandle = args =>
                        ValueTask.FromResult(
                            args.Outcome.Exception
                                is ModelFaultException { Fault.Failure.Kind: ModelFailureKind.Transient or ModelFailureKind.Permanent }
                        ),
                }
            )
            .Build();
        return (pipeline, state);
    }
}

using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;

namespace Baton.Performing.Models;

/// <summary>
/// A circuit breaker for each model of each provider, shared by all conversations of a runtime. It counts calls whose retries are used up,
/// one sample a call: what a retry heals says nothing against the model.
/// </summary>
internal sealed class Circuits(RuntimeOptions options)
{
    // The first break is this part of the whole one, and each next one is twice as long: most outages are short.
    private const int FirstBreak = 8;

    private static readonly TimeSpan LeastBreak = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<object, Circuit> circuits = [];
    private readonly Lock gate = new();

    /// <summary>The circuit of a model, by its name, or by its client if it has no name.</summary>
    public Circuit For(string? label, IChatClient client)
    {
        lock (gate)
        {
            var key = KeyOf(label, client);
            if (!circuits.TryGetValue(key, out var circuit))
                circuits.Add(key, circuit = Build());
            return circuit;
        }
    }

    /// <summary>Whether a model is left alone, or tried once to see whether it is back.</summary>
    public bool IsOpen(string? label, IChatClient client)
    {
        lock (gate)
            return circuits.TryGetValue(KeyOf(label, client), out var circuit) && circuit.IsOpen;
    }

    private static object KeyOf(string? label, IChatClient client) => label ?? (object)client;

    private Circuit Build()
    {
        var (state, control) = (new CircuitBreakerStateProvider(), new CircuitBreakerManualControl());
        var pipeline = new ResiliencePipelineBuilder<ChatResponse> { TimeProvider = options.TimeProvider }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<ChatResponse>
                {
                    FailureRatio = options.CircuitFailureRatio,
                    MinimumThroughput = options.CircuitMinimumCalls,
                    SamplingDuration = options.CircuitWindow,
                    BreakDuration = options.CircuitBreak,
                    BreakDurationGenerator = args => ValueTask.FromResult(BreakAfter(args.HalfOpenAttempts)),
                    StateProvider = state,
                    ManualControl = control,
                    ShouldHandle = args =>
                        ValueTask.FromResult(args.Outcome.Exception is ModelFaultException failed && Counts(failed.Fault.Failure)),
                }
            )
            .Build();
        return new Circuit(pipeline, state, control);
    }

    // A provider that says when to come back limits the rate of requests, and is not down.
    private static bool Counts(ModelFailure failure) =>
        failure.Kind is ModelFailureKind.Transient or ModelFailureKind.Permanent
        && !(failure is { Cause: FailureCause.Overloaded } && (failure.RetryAfter is not null || failure.RetryAt is not null));

    private TimeSpan BreakAfter(int probes)
    {
        var next = options.CircuitBreak / FirstBreak * Math.Pow(2, Math.Min(probes, FirstBreak));
        return next < LeastBreak ? LeastBreak
            : next < options.CircuitBreak ? next
            : options.CircuitBreak;
    }
}

/// <summary>The circuit of one model.</summary>
/// <param name="pipeline">Counts its calls.</param>
/// <param name="state">Whether it is open.</param>
/// <param name="control">Closes it.</param>
internal sealed class Circuit(
    ResiliencePipeline<ChatResponse> pipeline,
    CircuitBreakerStateProvider state,
    CircuitBreakerManualControl control
)
{
    /// <summary>Lets a call through, or none while it is open.</summary>
    public ResiliencePipeline<ChatResponse> Pipeline => pipeline;

    /// <summary>Whether it is open, or lets one call through to see whether the model is back.</summary>
    public bool IsOpen => state.CircuitState != CircuitState.Closed;

    /// <summary>Closes it: the model has answered.</summary>
    public Task CloseAsync() => control.CloseAsync();
}

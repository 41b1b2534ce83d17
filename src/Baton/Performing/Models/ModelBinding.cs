using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;
using Polly;

namespace Baton.Performing.Models;

/// <summary>One of an agent's models, ready to be asked.</summary>
/// <param name="Client">Its chat client.</param>
/// <param name="Label">The name by which the journal knows it.</param>
/// <param name="Provider">Whose model it is, where the client says so.</param>
/// <param name="Window">How many tokens it reads at most.</param>
internal sealed record ModelBinding(IChatClient Client, string? Label, string? Provider, int Window)
{
    /// <summary>The retries of the agent's policy, around the circuit that all who ask this model share.</summary>
    public required ResiliencePipeline<ChatResponse> Attempts { get; init; }

    /// <summary>Whether nobody asks this model at the moment.</summary>
    public required Func<bool> IsLeftAlone { get; init; }

    /// <summary>What an exception of the client means.</summary>
    public required Func<Exception, ModelFailure> Classify { get; init; }

    /// <summary>Makes the client of an agent that has one model.</summary>
    public static ModelBinding Open(Agent agent, Func<Agent, IChatClient> models, FallbackPolicy policy, Circuits circuits, RuntimeOptions options)
    {
        var client = models(agent);
        var metadata = client.GetService<ChatClientMetadata>();
        var label = metadata?.DefaultModelId is { } name
            ? metadata.ProviderName is { Length: > 0 } provider ? $"{provider}/{name}" : name
            : agent.Model;
        var circuit = circuits.For(label, client);
        var (own, offered) = (options.FailureClassifier, client.GetService<FailureClassifier>());
        return new ModelBinding(client, label, metadata?.ProviderName, agent.ContextWindow)
        {
            Attempts = AttemptPipeline.For(policy, circuit.Pipeline, options.TimeProvider),
            IsLeftAlone = circuit.IsOpen,
            Classify = exception => own?.Invoke(exception) ?? offered?.Invoke(exception) ?? StatusFailures.Of(exception),
        };
    }
}

using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;
using Polly;

namespace Baton.Performing.Models;

/// <summary>One of an agent's models, ready to be called.</summary>
/// <param name="Client">Its chat client.</param>
/// <param name="Label">Its name in the journal.</param>
/// <param name="Provider">Its provider, if the client says so.</param>
/// <param name="Window">Its context window in tokens.</param>
internal sealed record ModelBinding(IChatClient Client, string? Label, string? Provider, int Window)
{
    /// <summary>The circuit that all conversations share, around the retries of the agent's policy.</summary>
    public required ResiliencePipeline<ChatResponse> Pipeline { get; init; }

    /// <summary>The model's circuit.</summary>
    public required Circuit Circuit { get; init; }

    /// <summary>Classifies an exception of the client.</summary>
    public required Func<Exception, ModelFailure> Classify { get; init; }

    /// <summary>Makes the chat client of an agent with one model, and its pipeline.</summary>
    public static ModelBinding Create(
        Agent agent,
        Func<Agent, IChatClient> models,
        FallbackPolicy policy,
        Circuits circuits,
        RuntimeOptions options
    )
    {
        var client = models(agent);
        var metadata = client.GetService<ChatClientMetadata>();
        var label = metadata?.DefaultModelId is { } name
            ? metadata.ProviderName is { Length: > 0 } provider
                ? $"{provider}/{name}"
                : name
            : agent.Model;
        var circuit = circuits.For(label, client);
        var (own, offered) = (options.FailureClassifier, client.GetService<Func<Exception, ModelFailure?>>());
        return new ModelBinding(client, label, metadata?.ProviderName, agent.ContextWindow)
        {
            Pipeline = ModelRetries.Within(circuit, policy, options.TimeProvider, options.Random),
            Circuit = circuit,
            Classify = exception => own?.Invoke(exception) ?? offered?.Invoke(exception) ?? StatusFailures.Of(exception),
        };
    }
}

using System.Runtime.CompilerServices;
using Baton.Providers.Failures;
using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;

namespace Baton.Providers;

/// <summary>
/// Gives each agent its chat client. A client is created when first asked for and shared by all agents with the same model; disposing the
/// catalog disposes it. Nothing uses the network before a model is called, except that <c>auto</c> looks for an Ollama.
/// </summary>
public sealed class ModelCatalog : IDisposable
{
    private readonly ModelCatalogOptions options;
    private readonly ModelName? overriding;
    private readonly Lock gate = new();
    private readonly Dictionary<ModelName, Connection> connections = [];
    private readonly Dictionary<Agent, IChatClient> offline = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<ModelName> automatic;
    private bool disposed;

    /// <summary>Creates a catalog.</summary>
    /// <exception cref="ModelException">The name of the overriding model is invalid.</exception>
    public ModelCatalog(ModelCatalogOptions? options = null)
    {
        this.options = options ?? new();
        overriding = this.options.Override is { } name ? ModelName.Parse(name) : null;
        // A failure is not cached, so that a later call succeeds after the missing server was started.
        automatic = new(() => AutoModel.Choose(this.options), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The agent's chat client: for its own model, or for the overriding one. An agent without a model has <c>auto</c>.</summary>
    /// <exception cref="ModelException">The model's name is invalid, or a key or an address is missing.</exception>
    public IChatClient ChatClientFor(Agent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var model = Resolve(agent.Model);
        if (model.Provider != ModelProvider.Offline)
            return Connect(model);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (!offline.TryGetValue(agent, out var client))
                offline[agent] = client = PlayOffline(agent);
            return client;
        }
    }

    /// <summary>
    /// A model's chat client, or the overriding one's. The offline model depends on the agent, so it is not available here.
    /// </summary>
    /// <exception cref="ModelException">The model's name is invalid, or a key or an address is missing.</exception>
    public IChatClient Get(string? model)
    {
        var resolved = Resolve(model);
        return resolved.Provider == ModelProvider.Offline
            ? throw new ModelException("The offline model answers from an agent's examples, so only an agent has it.")
            : Connect(resolved);
    }

    /// <summary>
    /// The model that is really used, as <c>provider/name</c> or <c>offline</c>; journals record it. No model is called, except that
    /// <c>auto</c> looks for an Ollama.
    /// </summary>
    /// <exception cref="ModelException">The model's name is invalid.</exception>
    public string Describe(string? model) => Resolve(model).ToString();

    /// <inheritdoc />
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
                return;
            disposed = true;
            foreach (var client in offline.Values)
                client.Dispose();
            foreach (var connection in connections.Values)
                connection.Dispose();
        }
    }

    private ModelName Resolve(string? model)
    {
        var name = overriding ?? (string.IsNullOrWhiteSpace(model) ? ModelName.Auto : ModelName.Parse(model));
        return name.Provider == ModelProvider.Auto ? automatic.Value : name;
    }

    private IChatClient Connect(ModelName model)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (!connections.TryGetValue(model, out var connection))
                connections[model] = connection = Open(model);
            return connection.Client;
        }
    }

    private Connection Open(ModelName model)
    {
        var (connection, classify) = model.Provider switch
        {
            ModelProvider.Anthropic when RuntimeFeature.IsDynamicCodeSupported => (
                AnthropicModels.Open(model.Name!, options),
                (Func<Exception, StatusWatch.Note?, ModelFailure?>)AnthropicFailures.Of
            ),
            ModelProvider.OpenAI => (OpenAIModels.Open(model.Name!, options), OpenAIFailures.Of),
            ModelProvider.Ollama when RuntimeFeature.IsDynamicCodeSupported => (OllamaModels.Open(model.Name!, options), OllamaFailures.Of),
            // Their SDKs need a compiler at run time for their JSON.
            ModelProvider.Anthropic or ModelProvider.Ollama => throw new ModelException(
                $"{model} cannot be called from a program that was compiled ahead of time."
            ),
            _ => throw new ModelException($"'{model}' names no provider."),
        };
        return connection with { Client = new ExplainedFailures(new WholeReplies(connection.Client, model), classify) };
    }

    private IChatClient PlayOffline(Agent agent) =>
        options.Offline is { } make
            ? make(agent)
            : throw new ModelException(
                $"{agent.Name} has no model: set {Variables.AnthropicKey} or {Variables.OpenAIKey}, run Ollama, or name a model."
            );
}

/// <summary>A chat client and its transport, which must be disposed together.</summary>
internal sealed record Connection(IChatClient Client, IDisposable? Transport = null) : IDisposable
{
    public void Dispose()
    {
        Client.Dispose();
        Transport?.Dispose();
    }
}

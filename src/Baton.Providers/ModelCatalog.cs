using Baton.Providers.Failures;
using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;

namespace Baton.Providers;

/// <summary>
/// Gives each agent its chat client. Clients are made when first asked for and shared by all agents with the same model; disposing
/// the catalog disposes them. Nothing reaches the network before a model is called, but for <c>auto</c>'s look for an Ollama.
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

    /// <summary>Makes a catalog.</summary>
    /// <exception cref="ModelException">The overriding model is not well named.</exception>
    public ModelCatalog(ModelCatalogOptions? options = null)
    {
        this.options = options ?? new();
        overriding = this.options.Override is { } name ? ModelName.Parse(name) : null;
        // A failure is not kept: whoever starts the missing server may ask again.
        automatic = new(() => AutoModel.Choose(this.options), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The agent's chat client: its own model's, or the overriding one's. An agent without a model has <c>auto</c>.</summary>
    /// <exception cref="ModelException">The model is not well named, or a key or an address is missing.</exception>
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

    /// <summary>A model's chat client, or the overriding one's. The offline model plays an agent, so it cannot be had this way.</summary>
    /// <exception cref="ModelException">The model is not well named, or a key or an address is missing.</exception>
    public IChatClient Get(string? model)
    {
        var resolved = Resolve(model);
        return resolved.Provider == ModelProvider.Offline
            ? throw new ModelException("The offline model answers from an agent's examples, so only an agent has it.")
            : Connect(resolved);
    }

    /// <summary>
    /// The model that answers in fact, as <c>provider/name</c> or <c>offline</c>: what journals record. It is known without a
    /// call, save for <c>auto</c>'s look for an Ollama.
    /// </summary>
    /// <exception cref="ModelException">The model is not well named.</exception>
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
            ModelProvider.Anthropic => (AnthropicModels.Open(model.Name!, options), (Func<Exception, StatusWatch.Note?, ModelFailure?>)AnthropicFailures.Of),
            ModelProvider.OpenAI => (OpenAIModels.Open(model.Name!, options), OpenAIFailures.Of),
            ModelProvider.Ollama => (OllamaModels.Open(model.Name!, options), OllamaFailures.Of),
            _ => throw new ModelException($"'{model}' names no provider."),
        };
        return connection with { Client = new ExplainedFailures(new WholeReplies(connection.Client, model), classify) };
    }

    private IChatClient PlayOffline(Agent agent) => options.Offline is { } make
        ? make(agent)
        : throw new ModelException(
            $"{agent.Name} has no model: set {Variables.AnthropicKey} or {Variables.OpenAIKey}, run Ollama, or name a model.");
}

/// <summary>A chat client and what must be disposed with it.</summary>
internal sealed record Connection(IChatClient Client, IDisposable? Transport = null) : IDisposable
{
    public void Dispose()
    {
        Client.Dispose();
        Transport?.Dispose();
    }
}

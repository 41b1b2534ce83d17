using Microsoft.Extensions.AI;

namespace Baton.Testing.ChatClients;

/// <summary>A scripted model for each agent: pass <see cref="For"/> to the runtime.</summary>
public sealed class ScriptedModels
{
    private readonly Dictionary<string, ScriptedModel> models = [];

    /// <summary>The model of the agent of that name.</summary>
    public ScriptedModel this[string agent]
    {
        get => models[agent];
        set => models[agent] = value;
    }

    /// <summary>Every request to every model, by agent.</summary>
    public IEnumerable<(string Agent, ScriptedRequest Request)> Requests =>
        models.SelectMany(model => model.Value.Requests.Select(request => (model.Key, request)));

    /// <summary>The agent's model.</summary>
    /// <exception cref="InvalidOperationException">There is no script for it.</exception>
    public IChatClient For(Agent agent) =>
        models.TryGetValue(agent.Name, out var model)
            ? model
            : throw new InvalidOperationException($"The script has no model for {agent.Name}.");
}

using Baton.Agents;
using Microsoft.Extensions.AI;

namespace Baton.Conversations.Performing;

/// <summary>Every agent's chat client, asked for once.</summary>
internal sealed class ModelBindings(Func<Agent, IChatClient> models)
{
    private readonly Dictionary<Agent, ModelBinding> bindings = [];
    private readonly Lock gate = new();

    public ModelBinding For(Agent agent)
    {
        lock (gate)
        {
            if (!bindings.TryGetValue(agent, out var binding))
                bindings.Add(agent, binding = ModelBinding.For(agent, models));
            return binding;
        }
    }
}

using Baton.Performing.Healths;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Models;

/// <summary>Every agent's chat clients, each asked for once.</summary>
internal sealed class ModelBindings(Team team, Func<Agent, IChatClient> models, RuntimeOptions options)
{
    private readonly Dictionary<(Agent Agent, int Place), ModelBinding> bindings = [];
    private readonly Circuits circuits = new(options);
    private readonly HealthBook health = new(options.TimeProvider);
    private readonly Lock gate = new();

    /// <summary>How each agent's models do.</summary>
    public HealthBook Health => health;

    /// <summary>How all that were asked do.</summary>
    public IReadOnlyList<ParticipantHealth> ReadHealth()
    {
        lock (gate)
            return health.Read(IsCircuitOpen);
    }

    /// <summary>The agent's first model.</summary>
    public ModelBinding For(Agent agent) => For(agent, 0);

    /// <summary>The agent's model at a place of its list.</summary>
    public ModelBinding For(Agent agent, int place)
    {
        lock (gate)
        {
            if (!bindings.TryGetValue((agent, place), out var binding))
                bindings.Add((agent, place), binding = ModelBinding.Open(agent.WithModel(place), models, team.FallbackOf(agent), circuits, options));
            return binding;
        }
    }

    // Who has an attempt on record has a binding.
    private bool IsCircuitOpen(string participant, string? label)
    {
        foreach (var ((agent, _), binding) in bindings)
        {
            if (agent.Name == participant && binding.Label == label)
                return circuits.IsOpen(label, binding.Client);
        }

        return false;
    }
}

using Baton.Performing.Healths;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Models;

/// <summary>The chat clients of all agents, each created once.</summary>
internal sealed class ModelBindings(Team team, Func<Agent, IChatClient> models, RuntimeOptions options)
{
    private readonly Dictionary<(Agent Agent, int Place), ModelBinding> bindings = [];
    private readonly Circuits circuits = new(options);
    private readonly HealthStatistics health = new();
    private readonly Lock gate = new();

    /// <summary>Receives every attempt for the health statistics.</summary>
    public HealthStatistics Health => health;

    /// <summary>The health of all models that were called.</summary>
    public IReadOnlyList<ParticipantHealth> ReadHealth()
    {
        lock (gate)
            return health.Read(IsCircuitOpen);
    }

    /// <summary>The agent's first model.</summary>
    public ModelBinding For(Agent agent) => For(agent, 0);

    /// <summary>The agent's model at an index of its list.</summary>
    public ModelBinding For(Agent agent, int place)
    {
        lock (gate)
        {
            if (!bindings.TryGetValue((agent, place), out var binding))
                bindings.Add(
                    (agent, place),
                    binding = ModelBinding.Create(agent.WithModel(place), models, team.FallbackOf(agent), circuits, options)
                );
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

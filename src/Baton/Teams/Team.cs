using System.Collections.Frozen;
using Baton.Agents;
using Baton.Handoffs;
using Baton.Handoffs.Constraints;
using Microsoft.Extensions.AI;

namespace Baton.Teams;

/// <summary>Agents that serve one customer together. It is checked when it is built and does not change afterwards.</summary>
public sealed class Team
{
    private readonly FrozenDictionary<string, TeamMember> members;

    /// <summary>Builds a team of the entry agent and everybody whom handoffs reach from it.</summary>
    /// <param name="name">The team's name; journals carry it.</param>
    /// <param name="entry">Who holds the baton when a conversation begins.</param>
    /// <param name="limits">What one turn may use. Default: <see cref="TurnLimits"/>'s own defaults.</param>
    /// <exception cref="TeamException">Names collide, are too long or empty, or a limit is out of range.</exception>
    public Team(string name, Agent entry, TurnLimits? limits = null)
        : this(name, entry, limits, order: [])
    {
    }

    /// <summary>The same, with the agents in the order that their file has them, after the entry agent.</summary>
    internal Team(string name, Agent entry, TurnLimits? limits, IReadOnlyList<Agent> order)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Name = name;
        Entry = entry;
        Limits = limits ?? new TurnLimits();
        var reached = Reach(entry, order);
        var problems = TeamRules.Check(name, reached, Limits);
        if (problems.Count > 0)
            throw new TeamException(problems);
        members = reached.ToFrozenDictionary(agent => agent.Name, agent => new TeamMember(agent));
        Agents = reached;
    }

    /// <summary>The team's name.</summary>
    public string Name { get; }

    /// <summary>Who holds the baton when a conversation begins.</summary>
    public Agent Entry { get; }

    /// <summary>What one turn may use.</summary>
    public TurnLimits Limits { get; }

    /// <summary>What limits each conversation as a whole, from its beginning. Default: nothing.</summary>
    public HandoffLimits ConversationLimits { get; init; } = HandoffLimits.None;

    /// <summary>What checks input and output at every agent. Default: nothing.</summary>
    public IReadOnlyList<Guard> Guards { get; init; } = [];

    /// <summary>Everybody in the team, the entry agent first.</summary>
    public IReadOnlyList<Agent> Agents { get; }

    /// <summary>The member of that name, or null.</summary>
    internal TeamMember? Find(string name) => members.GetValueOrDefault(name);

    /// <summary>The member of that name.</summary>
    internal TeamMember this[string name] => members[name];

    private static List<Agent> Reach(Agent entry, IReadOnlyList<Agent> order)
    {
        var reached = new List<Agent> { entry };
        for (var next = 0; next < reached.Count; next++)
        {
            foreach (var handoff in reached[next].Handoffs)
            {
                if (!reached.Contains(handoff.Target))
                    reached.Add(handoff.Target);
            }
        }

        return order.Count == 0 ? reached : [entry, .. order.Where(agent => agent != entry && reached.Contains(agent))];
    }
}

/// <summary>An agent as its team knows it: with its tools and transfers by name.</summary>
internal sealed class TeamMember
{
    private readonly FrozenDictionary<string, HandoffLimits> limits;

    public TeamMember(Agent agent)
    {
        Agent = agent;
        Tools = agent.Tools.ToFrozenDictionary(tool => tool.Name);
        Transfers = agent.Handoffs.Select(handoff => new TransferTool(handoff)).ToFrozenDictionary(transfer => transfer.Name);
        limits = agent.Handoffs.ToFrozenDictionary(handoff => handoff.Target.Name, handoff => handoff.Limits);
        Grants = [.. agent.Permissions];
        Shown = ShownWithin(new Access(Grants, Constraint.None));
        SystemMessage = new ChatMessage(ChatRole.System, SystemPrompt.For(this));
    }

    public Agent Agent { get; }

    public IReadOnlyList<Permission> Grants { get; }

    public FrozenDictionary<string, Tool> Tools { get; }

    public FrozenDictionary<string, TransferTool> Transfers { get; }

    /// <summary>What the model sees when nothing limits it: the agent's own tools that its grants allow, then its transfers.</summary>
    public IList<AITool> Shown { get; }

    /// <summary>The message that every history of the agent begins with, shared by all conversations.</summary>
    public ChatMessage SystemMessage { get; }

    /// <summary>What the model sees within that access.</summary>
    public IList<AITool> ShownWithin(Access access) =>
    [
        .. Agent.Tools.Where(access.CanUse).Select(tool => tool.Function),
        .. Agent.Handoffs.Select(handoff => Transfers[TransferTool.NameFor(handoff.Target.Name)]),
    ];

    /// <summary>What a handoff to that agent limits it to.</summary>
    public HandoffLimits LimitsFor(string target) => limits[target];
}

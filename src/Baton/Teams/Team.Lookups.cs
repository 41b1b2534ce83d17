using Baton.Teams;
using Baton.Teams.Clearances;
using Baton.Teams.Deliveries;
using Baton.Teams.Escalations;
using Baton.Teams.Fallbacks;
using Baton.Teams.Rules;
using Baton.Teams.SharedStates;
using Baton.Teams.Tools;
using Baton.Texts.Clearances;

namespace Baton;

/// <content>This part answers what the runtime asks of a team.</content>
public sealed partial record Team
{
    private readonly Lock planning = new();
    private TeamPlan? plan;

    /// <summary>The rules of <see cref="Escalation"/>, compiled.</summary>
    /// <exception cref="TeamException">One names a topic or a target that the team does not have.</exception>
    internal RuleSet Rules => Plan.Rules;

    /// <summary>
    /// How old the last entry of unfinished work must be before another process takes the work over: twice the longest time of one step.
    /// </summary>
    internal TimeSpan Patience => Plan.Patience;

    /// <summary>The keys of <see cref="State"/>, ready for use.</summary>
    internal StateCatalog StateCatalog { get; }

    internal Masking Masking { get; }

    /// <summary>What gives services to its tools; null where they need none.</summary>
    internal ContainerTypes? Container { get; private init; }

    /// <summary>What everybody in the team may see, whatever the clearance.</summary>
    internal ReaderAccess EverybodysAccess => Plan.EverybodysAccess;

    /// <summary>The order in which escalations ask for help.</summary>
    /// <exception cref="TeamException">The policy names nobody of the team.</exception>
    internal Ladder Ladder => Plan.Ladder;

    /// <summary>Whether a customer who asks for a person can get one.</summary>
    internal bool GivesPeople => Escalation.ByCustomers && Desks.Any(desk => !desk.IsSystem);

    /// <summary>
    /// The desk whose people are told of tool calls that wait for approval: the first of people on the ladder, or of all; null for none.
    /// </summary>
    internal Desk? ApprovalDesk => Ladder.Names.Select(FindDesk).OfType<Desk>().Concat(Desks).FirstOrDefault(desk => !desk.IsSystem);

    // A copy made by `with` has the field of its original until it makes a plan of its own.
    private TeamPlan Plan
    {
        get
        {
            if (plan is { } known && ReferenceEquals(known.Team, this))
                return known;
            lock (planning)
            {
                if (plan is { } other && ReferenceEquals(other.Team, this))
                    return other;
                return plan = new TeamPlan(this);
            }
        }
    }

    /// <summary>The member of that name.</summary>
    internal TeamMember this[string name] => Plan.Members[name];

    /// <summary>The member of that name, or null.</summary>
    internal TeamMember? Find(string name) => Plan.Members.GetValueOrDefault(name);

    /// <summary>The desk of that name, or null.</summary>
    internal Desk? FindDesk(string? name) => Desks.FirstOrDefault(desk => desk.Name == name);

    /// <summary>Whether an issue of that category makes the conversation sensitive when that agent gets it.</summary>
    internal bool IsSensitive(string target, string? category) =>
        this[target].Agent.IsSensitive
        || (category is not null && SensitiveCategories.Contains(category, StringComparer.OrdinalIgnoreCase));

    /// <summary>The sensitive topic that a customer's message is about, or null.</summary>
    internal string? SensitiveTopicOf(string message) => Plan.Topics.Find(message);

    /// <summary>What is done when that agent's model fails.</summary>
    internal FallbackPolicy FallbackOf(Agent agent) => agent.Fallback ?? Fallback;

    /// <summary>The agent that takes over what that one cannot do; null when it is that one, or there is none.</summary>
    internal Agent? GeneralistFor(Agent agent) => FallbackOf(agent).Generalist is { } generalist && generalist != agent ? generalist : null;

    /// <summary>Makes sure that desks can be told of their tickets.</summary>
    /// <exception cref="TeamException">A webhook, an address or a link cannot be used.</exception>
    internal void RequireDeliveries() => ThrowIfAny([.. DeliveryRules.Check(Deliveries, Desks)]);

    /// <summary>The team as it is beside a container: a copy if the container gives something to one of its tools.</summary>
    /// <exception cref="TeamException">A tool needs a service that the container does not have.</exception>
    internal Team Beside(ContainerTypes container)
    {
        ThrowIfAny([.. ServiceRules.Check(Agents, container)]);
        return Agents.All(agent => agent.Tools.All(tool => tool.Beside(container) == tool)) ? this : this with { Container = container };
    }
}

using System.Runtime.CompilerServices;
using Baton.Journals.Constraints;
using Baton.Teams;
using Baton.Teams.Confidences;
using Baton.Teams.Deliveries;
using Baton.Teams.Escalations;
using Baton.Teams.Fallbacks;
using Baton.Teams.Histories;
using Baton.Teams.Rules;
using Baton.Teams.SharedStates;
using Baton.Teams.Triage;
using Baton.Texts.Clearances;
using Baton.Texts.Routers;

namespace Baton;

/// <summary>
/// Agents that serve a customer together. A team is checked when it is built and does not change afterwards; <c>with</c> makes a changed
/// copy.
/// Two teams are equal only if they are the same object.
/// </summary>
public sealed partial record Team
{
    private static readonly IReadOnlyList<string> DefaultSensitiveCategories = ["medical", "legal", "financial", "audit"];

    /// <summary>Builds a team of the entry agent and every agent that handoffs reach from it.</summary>
    /// <param name="name">The team's name; journals carry it.</param>
    /// <param name="entry">The agent that holds the baton when a conversation begins.</param>
    /// <param name="limits">What one turn may use. Default: <see cref="TurnLimits"/>'s own defaults.</param>
    /// <param name="clearancePolicy">What counts as sensitive in addition to what Baton knows. Default: nothing.</param>
    /// <param name="state">The values that its agents share. Default: none.</param>
    /// <param name="others">
    /// Agents whom no handoff reaches, such as those on the ladder of <see cref="Escalation"/>. <see cref="Agents"/> has them next to the
    /// entry agent in this order, so that agents whom handoffs reach may be named too, for their order. Default: none.
    /// </param>
    /// <param name="fallback">What is done when an agent's model fails. Default: <see cref="FallbackPolicy"/>'s own defaults.</param>
    /// <exception cref="TeamException">Names collide, are too long or empty, a limit is out of range, or a pattern or schema cannot be
    /// used.</exception>
    public Team(
        string name,
        Agent entry,
        TurnLimits? limits = null,
        ClearancePolicy? clearancePolicy = null,
        IReadOnlyList<StateKey>? state = null,
        IReadOnlyList<Agent>? others = null,
        FallbackPolicy? fallback = null
    )
    {
        ArgumentNullException.ThrowIfNull(entry);
        Name = name;
        Entry = entry;
        Limits = limits ?? new TurnLimits();
        ClearancePolicy = clearancePolicy ?? new ClearancePolicy();
        Fallback = fallback ?? new FallbackPolicy();
        var reached = Reach(entry, Fallback.Generalist is { } generalist ? [.. others ?? [], generalist] : others ?? []);
        var problems = TeamRules.Check(name, reached, Limits);
        problems.AddRange(FallbackRules.Check(Fallback, reached));
        problems.AddRange(ClearanceRules.Check(ClearancePolicy));
        State = state ?? [];
        var catalog = StateCatalog.Of(name, State, reached, problems);
        if (catalog is null || problems.Count > 0)
            throw new TeamException(problems);
        StateCatalog = catalog;
        Masking = clearancePolicy is null ? Masking.Default : new Masking(clearancePolicy);
        Agents = reached;
    }

    /// <summary>The team's name.</summary>
    public string Name { get; }

    /// <summary>The agent that holds the baton when a conversation begins.</summary>
    public Agent Entry { get; }

    /// <summary>What one turn may use.</summary>
    public TurnLimits Limits { get; }

    /// <summary>What to do when an agent's model fails, unless the agent has its own policy.</summary>
    public FallbackPolicy Fallback { get; }

    /// <summary>Limits on each conversation as a whole, counted from its beginning. Default: none.</summary>
    public HandoffLimits ConversationLimits { get; init; } = HandoffLimits.None;

    /// <summary>The guards that check input and output at every agent. Default: none.</summary>
    public IReadOnlyList<Guard> Guards { get; init; } = [];

    /// <summary>What counts as sensitive in addition to what Baton knows.</summary>
    public ClearancePolicy ClearancePolicy { get; }

    /// <summary>The values that its agents share.</summary>
    public IReadOnlyList<StateKey> State { get; }

    /// <summary>
    /// When agents read the history as a summary, unless they or a handoff have their own policy. Default: <see
    /// cref="HistoryPolicy.Default"/>.
    /// </summary>
    /// <exception cref="TeamException">A number is out of range.</exception>
    public HistoryPolicy History
    {
        get;
        init
        {
            ThrowIfAny([.. HistoryRules.Check(value).Select(wrong => $"Team '{Name}': {wrong}")]);
            field = value;
        }
    } = HistoryPolicy.Default;

    /// <summary>
    /// The people and systems that take over when no agent can or may go on, in the order in which they are asked unless <see
    /// cref="Escalation"/> says otherwise. Default: none; the customer gets a degraded answer.
    /// </summary>
    /// <exception cref="TeamException">A name belongs to an agent or another desk, or has an invalid form, or a time is not above
    /// zero.</exception>
    public IReadOnlyList<Desk> Desks
    {
        get;
        init
        {
            ThrowIfAny(DeskRules.Check(value, Agents.Select(agent => agent.Name)));
            field = value;
        }
    } = [];

    /// <summary>
    /// Where escalations go, who may ask for one, and which rules stop agents. A runtime refuses a ladder or a rule that names neither an
    /// agent nor a desk of the team, and a rule with a topic that is not one of <see cref="SensitiveTopics"/>.
    /// </summary>
    /// <exception cref="TeamException">A rule cannot be used.</exception>
    public EscalationPolicy Escalation
    {
        get;
        init
        {
            ThrowIfAny([.. RuleChecks.Check(value.Rules).Select(wrong => $"Team '{Name}': {wrong}")]);
            field = value;
        }
    } = EscalationPolicy.Default;

    /// <summary>
    /// Decides whether a customer's message asks for a person. It is called once for each message and must be quick. Default: every <see
    /// cref="Router"/>'s model of English requests, such as "I want to speak to a human", with a probability above one half.
    /// </summary>
    public Func<string, bool> AsksForPerson { get; init; } = Router.AsksForPerson;

    /// <summary>
    /// Where webhooks may go, and how often deliveries are tried. A runtime refuses a webhook at a host that is not allowed. Default: <see
    /// cref="DeliveryPolicy"/>'s own defaults, with no host.
    /// </summary>
    public DeliveryPolicy Deliveries { get; init; } = DeliveryPolicy.Default;

    /// <summary>Whether all its conversations are audited. They are never summarised (rule 8). Default: no.</summary>
    public bool IsAudited { get; init; }

    /// <summary>
    /// The categories of issues that make a conversation sensitive, so that it is never summarised from then on (rule 8). Default:
    /// medical, legal, financial, audit.
    /// </summary>
    public IReadOnlyList<string> SensitiveCategories { get; init; } = DefaultSensitiveCategories;

    /// <summary>
    /// The topics that make a conversation sensitive when the customer mentions one, so that it is never summarised from that message on
    /// (rule 8). Default: none.
    /// </summary>
    /// <exception cref="TeamException">A topic cannot be used.</exception>
    public IReadOnlyList<SensitiveTopic> SensitiveTopics
    {
        get;
        init
        {
            ThrowIfAny([.. SensitiveTopic.Check(value)]);
            field = value;
        }
    } = [];

    /// <summary>How several issues of a conversation are worked on. Default: <see cref="IssueStrategy.Sequential"/>.</summary>
    public IssueStrategy Strategy { get; init; }

    /// <summary>
    /// Whether the entry agent may choose the strategy of a conversation with its first transfers. The choice is in the journal. Default:
    /// no.
    /// </summary>
    public bool IsStrategyByTriage { get; init; }

    /// <summary>
    /// Whether the answers of several agents to one message each stand under a line with the titles of their issues. It is one reply all
    /// the same. Default: no, they follow one after the other.
    /// </summary>
    public bool RepliesPerIssue { get; init; }

    /// <summary>
    /// What models may say with a handoff besides a summary and the titles of the issues. Default:
    /// <see cref="HandoffArguments.None"/>, and what other settings of the team need.
    /// </summary>
    public HandoffArguments HandoffArguments { get; init; }

    /// <summary>What models cost, so that a conversation's cost can be told. Default: nothing is known of it.</summary>
    public ModelPrices? Prices { get; init; }

    /// <summary>
    /// Whether agents have the tool <c>update_issue</c>, by which they open, close and reopen issues besides answering. It takes about 80
    /// tokens of each model call. Null: in teams of more than one agent, while an agent has several issues, or one that it can decline in
    /// no other way. Default: null.
    /// </summary>
    public bool? UpdatesIssues { get; init; }

    /// <summary>The confidence that agents' replies need, unless they have their own policy. Default: none.</summary>
    /// <exception cref="TeamException">A number is not from 0 to 1.</exception>
    public ConfidencePolicy? Confidence
    {
        get;
        init
        {
            ThrowIfAny([.. (value?.Check() ?? []).Select(wrong => $"Team '{Name}': {wrong}")]);
            field = value;
        }
    }

    /// <summary>How a router that learns from the agents' examples supports the entry agent's model. Default: not at all.</summary>
    /// <exception cref="TeamException">A number is out of range.</exception>
    public TriagePolicy Triage
    {
        get;
        init
        {
            ThrowIfAny([.. TriageRules.Check(value).Select(wrong => $"Team '{Name}': {wrong}")]);
            field = value;
        }
    } = TriagePolicy.Default;

    internal bool HasOwnSensitiveCategories => !ReferenceEquals(SensitiveCategories, DefaultSensitiveCategories);

    /// <summary>All agents of the team, the entry agent first.</summary>
    public IReadOnlyList<Agent> Agents { get; }

    /// <inheritdoc />
    public bool Equals(Team? other) => ReferenceEquals(this, other);

    /// <inheritdoc />
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <inheritdoc />
    public override string ToString() => Name;

    private static void ThrowIfAny(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
            throw new TeamException(problems);
    }

    private static List<Agent> Reach(Agent entry, IReadOnlyList<Agent> others)
    {
        List<Agent> reached = [.. others.Prepend(entry).Distinct()];
        for (var next = 0; next < reached.Count; next++)
        {
            foreach (
                var target in reached[next]
                    .Handoffs.Select(handoff => handoff.Target)
                    .Append(reached[next].Overflow)
                    .Append(reached[next].Fallback?.Generalist)
            )
            {
                if (target is not null && !reached.Contains(target))
                    reached.Add(target);
            }
        }

        return reached;
    }
}

using System.Collections.Frozen;
using Baton.Journals.Constraints;
using Baton.Teams;
using Baton.Teams.Clearances;
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

/// <summary>Agents that serve a customer together. A team is checked when it is built and does not change afterwards.</summary>
public sealed class Team
{
    // The longest wait for a step without a bound of its own.
    private static readonly TimeSpan LongestStep = TimeSpan.FromDays(1);

    private static readonly IReadOnlyList<string> DefaultSensitiveCategories = ["medical", "legal", "financial", "audit"];

    private readonly Lazy<FrozenDictionary<string, TeamMember>> members;
    private readonly Lazy<RuleSet> rules;
    private readonly Lazy<Ladder> ladder;
    private readonly TopicFinder topics = new([]);

    /// <summary>Builds a team of the entry agent and every agent that handoffs reach from it.</summary>
    /// <param name="name">The team's name; journals carry it.</param>
    /// <param name="entry">The agent that holds the baton when a conversation begins.</param>
    /// <param name="limits">What one turn may use. Default: <see cref="TurnLimits"/>'s own defaults.</param>
    /// <param name="clearancePolicy">What counts as sensitive in addition to what Baton knows. Default: nothing.</param>
    /// <param name="state">The values that its agents share. Default: none.</param>
    /// <param name="others">
    /// Agents whom no handoff reaches, such as those on the ladder of <see cref="Escalation"/>. <see cref="Agents"/> has them next to the entry
    /// agent in this order, so that agents whom handoffs reach may be named too, for their order. Default: none.
    /// </param>
    /// <param name="fallback">What is done when an agent's model fails. Default: <see cref="FallbackPolicy"/>'s own defaults.</param>
    /// <exception cref="TeamException">Names collide, are too long or empty, a limit is out of range, or a pattern or schema cannot be used.</exception>
    public Team(string name, Agent entry, TurnLimits? limits = null, ClearancePolicy? clearancePolicy = null, IReadOnlyList<StateKey>? state = null, IReadOnlyList<Agent>? others = null, FallbackPolicy? fallback = null)
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
        var masking = clearancePolicy is null ? Masking.Default : new Masking(clearancePolicy);
        EverybodysEyes = new Eyes(masking, Clearance.Normal, catalog);
        // The tools of members depend on properties that are set after the constructor.
        members = new(() => reached.ToFrozenDictionary(agent => agent.Name, agent => new TeamMember(
            agent, masking, catalog, UpdatesIssues ?? reached.Count > 1, IsStrategyByTriage && agent == entry, EscalateTool.For(this, agent.Name), new Thresholds(Confidence, agent.Confidence))));
        ladder = new(() => DeskRules.LadderOf(this));
        Agents = reached;
        rules = new(ReadRules);
        Patience = PatienceOf(reached, Limits);
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
            topics = new TopicFinder(value);
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
    /// Whether the answers of several agents to one message each stand under a line with the titles of their issues. It is one reply all the
    /// same. Default: no, they follow one after the other.
    /// </summary>
    public bool RepliesPerIssue { get; init; }

    /// <summary>
    /// Whether agents have the tool <c>update_issue</c>, by which they open, close and reopen issues besides answering. It takes about 300
    /// tokens of each model call. Null: in teams of more than one agent. Default: null.
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

    /// <summary>All agents of the team, the entry agent first.</summary>
    public IReadOnlyList<Agent> Agents { get; }

    /// <summary>The rules of <see cref="Escalation"/>, prepared for evaluation.</summary>
    /// <exception cref="TeamException">One names a topic or a target that the team does not have.</exception>
    internal RuleSet Rules => rules.Value;

    /// <summary>
    /// How old the last entry of running work may be before another process concludes that nobody continues it: twice the longest duration
    /// of a step.
    /// </summary>
    internal TimeSpan Patience { get; }

    /// <summary>The keys of <see cref="State"/>, checked and parsed.</summary>
    internal StateCatalog StateCatalog { get; }

    /// <summary>The view of what everybody in the team may see, whatever the clearance.</summary>
    internal Eyes EverybodysEyes { get; }

    /// <summary>Whether an issue of that category makes the conversation sensitive when that agent gets it.</summary>
    internal bool IsSensitive(string target, string? category) =>
        members.Value[target].Agent.IsSensitive || (category is not null && SensitiveCategories.Contains(category, StringComparer.OrdinalIgnoreCase));

    /// <summary>The sensitive topic that a customer's message is about, or null.</summary>
    internal string? SensitiveTopicOf(string message) => topics.Find(message);

    /// <summary>The fallback policy for that agent.</summary>
    internal FallbackPolicy FallbackOf(Agent agent) => agent.Fallback ?? Fallback;

    /// <summary>The agent that takes over when that one fails; null if there is none or it is the same.</summary>
    internal Agent? GeneralistFor(Agent agent) => FallbackOf(agent).Generalist is { } generalist && generalist != agent ? generalist : null;

    /// <summary>The participants that escalations go to, in order.</summary>
    /// <exception cref="TeamException">The policy names somebody who is not in the team.</exception>
    internal Ladder Ladder => ladder.Value;

    /// <summary>Whether a customer who asks for a person can get one.</summary>
    internal bool GivesPeople => Escalation.ByCustomers && Desks.Any(desk => !desk.IsSystem);

    /// <summary>
    /// The desk that is told of tool calls that wait for approval: the first desk of people on the ladder, or of all; null for none.
    /// </summary>
    internal Desk? ApprovalDesk => Ladder.Names.Select(FindDesk).OfType<Desk>().Concat(Desks).FirstOrDefault(desk => !desk.IsSystem);

    /// <summary>The desk of that name, or null.</summary>
    internal Desk? FindDesk(string? name) => Desks.FirstOrDefault(desk => desk.Name == name);

    /// <summary>The member of that name, or null.</summary>
    internal TeamMember? Find(string name) => members.Value.GetValueOrDefault(name);

    /// <summary>The member of that name.</summary>
    internal TeamMember this[string name] => members.Value[name];

    /// <summary>Checks that desks can be told of their tickets.</summary>
    /// <exception cref="TeamException">A webhook, an address or a link cannot be used.</exception>
    internal void RequireDeliveries() => ThrowIfAny([.. DeliveryRules.Check(Deliveries, Desks)]);

    private RuleSet ReadRules()
    {
        ThrowIfAny([.. RuleChecks.CheckNames(Escalation.Rules, SensitiveTopics, [.. Agents.Select(agent => agent.Name)], Desks.Select(desk => desk.Name)).Select(wrong => $"Team '{Name}': {wrong}")]);
        return Escalation.Rules.Count == 0 ? RuleSet.None : new RuleSet(Escalation.Rules, SensitiveTopics);
    }

    private static void ThrowIfAny(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
            throw new TeamException(problems);
    }

    private static TimeSpan PatienceOf(IReadOnlyList<Agent> agents, TurnLimits limits)
    {
        var step = agents.SelectMany(agent => agent.Tools).Select(tool => tool.Timeout).Append(limits.ModelTimeout).Max();
        return step < LongestStep ? 2 * step : LongestStep;
    }

    private static List<Agent> Reach(Agent entry, IReadOnlyList<Agent> others)
    {
        List<Agent> reached = [.. others.Prepend(entry).Distinct()];
        for (var next = 0; next < reached.Count; next++)
        {
            foreach (var target in reached[next].Handoffs.Select(handoff => handoff.Target).Append(reached[next].Overflow).Append(reached[next].Fallback?.Generalist))
            {
                if (target is not null && !reached.Contains(target))
                    reached.Add(target);
            }
        }

        return reached;
    }
}

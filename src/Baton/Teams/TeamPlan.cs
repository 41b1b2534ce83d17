using System.Collections.Frozen;
using Baton.Teams.Clearances;
using Baton.Teams.Confidences;
using Baton.Teams.Escalations;
using Baton.Teams.Histories;
using Baton.Teams.Rules;
using Baton.Texts.Clearances;

namespace Baton.Teams;

/// <summary>
/// What follows from a team's settings: each agent with its tools, the rules compiled, the ladder in order. Each is made when it is first
/// needed.
/// </summary>
internal sealed class TeamPlan
{
    // The longest wait for a step without a bound of its own.
    private static readonly TimeSpan LongestStep = TimeSpan.FromDays(1);

    private readonly Lazy<FrozenDictionary<string, TeamMember>> members;
    private readonly Lazy<RuleSet> rules;
    private readonly Lazy<Ladder> ladder;

    public TeamPlan(Team team)
    {
        Team = team;
        members = new(() => MembersOf(team));
        rules = new(() => RulesOf(team));
        ladder = new(() => DeskRules.LadderOf(team));
        EverybodysAccess = new ReaderAccess(team.Masking, Clearance.Normal, team.StateCatalog);
        Topics = new TopicFinder(team.SensitiveTopics);
        Patience = PatienceOf(team.Agents, team.Limits);
    }

    /// <summary>The team whose plan it is. A copy of the team has a plan of its own.</summary>
    public Team Team { get; }

    public FrozenDictionary<string, TeamMember> Members => members.Value;

    public RuleSet Rules => rules.Value;

    public Ladder Ladder => ladder.Value;

    public ReaderAccess EverybodysAccess { get; }

    public TopicFinder Topics { get; }

    public TimeSpan Patience { get; }

    private static FrozenDictionary<string, TeamMember> MembersOf(Team team) =>
        team.Agents.ToFrozenDictionary(
            agent => agent.Name,
            agent => new TeamMember(
                agent,
                team.Masking,
                team.StateCatalog,
                team.UpdatesIssues ?? (team.Agents.Count > 1 ? null : false),
                team.IsStrategyByTriage && agent == team.Entry,
                OfferedBy(team),
                EscalateTool.For(team, agent.Name),
                new Thresholds(team.Confidence, agent.Confidence),
                team.Container
            )
        );

    // What the team's other settings read is offered without being asked for.
    private static HandoffArguments OfferedBy(Team team)
    {
        var policies = team.Agents.Select(agent => agent.Confidence).Append(team.Confidence).OfType<ConfidencePolicy>().ToList();
        var byCategory = team.HasOwnSensitiveCategories || policies.Exists(policy => policy.Categories.Count > 0);
        var byConfidence = team.Triage.DisagreementConfidence is not null || policies.Count > 0;
        return team.HandoffArguments
            | (byCategory ? HandoffArguments.Category : HandoffArguments.None)
            | (byConfidence ? HandoffArguments.Confidence : HandoffArguments.None);
    }

    private static RuleSet RulesOf(Team team)
    {
        var problems = RuleChecks.CheckNames(
            team.Escalation.Rules,
            team.SensitiveTopics,
            [.. team.Agents.Select(agent => agent.Name)],
            team.Desks.Select(desk => desk.Name)
        );
        if (problems.Select(wrong => $"Team '{team.Name}': {wrong}").ToList() is { Count: > 0 } told)
            throw new TeamException(told);
        return team.Escalation.Rules.Count == 0 ? RuleSet.None : new RuleSet(team.Escalation.Rules, team.SensitiveTopics);
    }

    private static TimeSpan PatienceOf(IReadOnlyList<Agent> agents, TurnLimits limits)
    {
        var step = agents.SelectMany(agent => agent.Tools).Select(tool => tool.Timeout).Append(limits.ModelTimeout).Max();
        return step < LongestStep ? 2 * step : LongestStep;
    }
}

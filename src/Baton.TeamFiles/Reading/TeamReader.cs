using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads the team's own keys: the first half of a team file's checks, one value at a time.</summary>
internal static class TeamReader
{
    private const int MostCalls = 1_000_000;

    public static TeamDraft? Read(YamlNode root, ProblemList problems)
    {
        if (Section.Of(root, root.At, "the team", TeamKeys.Team, problems) is not { } section)
            return null;
        return new TeamDraft
        {
            At = section.At,
            Name = section.Text("name", required: true),
            Entry = section.Text("entry", required: true),
            Message = section.Text("message"),
            Models = ModelReader.Read(section, problems),
            Prices = PriceReader.Read(section, problems),
            Limits = Limits(section.Map("limits", TeamKeys.Limits)),
            ConversationLimits = LimitsReader.Read(section, "conversation_limits", problems),
            History = HistoryReader.Read(section),
            ClearancePolicy = ClearanceReader.Policy(section, problems),
            IsAudited = section.Flag("audited"),
            SensitiveCategories = section.Has("sensitive_categories") ? section.Texts("sensitive_categories", "categories") : null,
            SensitiveTopics = TopicReader.Read(section, problems),
            Strategy = (IssueStrategy?)section.OneOf("strategy", TeamKeys.Strategies),
            IsStrategyByTriage = section.Flag("strategy_by_triage"),
            RepliesPerIssue = section.OneOf("replies", TeamKeys.ReplyForms) == 1,
            UpdatesIssues = section.Has("update_issues") ? section.Flag("update_issues") : null,
            HandoffArguments = section
                .SomeOf("handoff_arguments", TeamKeys.HandoffArguments)
                .Aggregate(HandoffArguments.None, (offered, place) => offered | (HandoffArguments)(1 << place)),
            Triage = TriageReader.Read(section),
            State = SharedStateReader.Read(section, problems),
            Desks = DeskReader.Read(section, problems),
            Deliveries = DeliveryReader.Policy(section, problems),
            Escalation = DeskReader.Escalation(section, problems),
            Confidence = ConfidenceReader.Read(section, problems),
            Fallback = FallbackReader.Read(section, TeamKeys.Fallback, problems),
            Tools = ToolReader.Read(section, problems),
            Agents = AgentReader.Read(section, problems),
        };
    }

    private static TurnLimits Limits(Section? section)
    {
        var limits = new TurnLimits();
        return section is null
            ? limits
            : limits with
            {
                ModelCalls = section.Integer("model_calls", MostCalls) ?? limits.ModelCalls,
                ToolCalls = section.Integer("tool_calls", MostCalls) ?? limits.ToolCalls,
                Handoffs = section.Integer("handoffs", MostCalls) ?? limits.Handoffs,
                Time = section.Duration("time") ?? limits.Time,
                ModelTimeout = section.Duration("model_timeout") ?? limits.ModelTimeout,
            };
    }
}

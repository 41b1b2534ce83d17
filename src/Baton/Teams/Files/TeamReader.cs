using System.Text.RegularExpressions;
using Baton.Issues;
using Baton.Teams.Files.Yaml;

namespace Baton.Teams.Files;

/// <summary>Reads the team's own keys: the first half of a team file's checks, one value at a time.</summary>
internal static partial class TeamReader
{
    private const int MostCalls = 1_000_000;

    private static readonly string[] Providers = ["anthropic", "openai", "ollama", "offline", "auto"];

    public static TeamDraft? Read(YamlNode root, Problems problems)
    {
        if (Section.Of(root, root.At, "the team", TeamKeys.Team, problems) is not { } section)
            return null;
        return new TeamDraft
        {
            At = section.At,
            Name = section.Text("name", required: true),
            Entry = section.Text("entry", required: true),
            Message = section.Text("message"),
            Model = Model(section, problems),
            Limits = Limits(section.Map("limits", TeamKeys.Limits)),
            ConversationLimits = LimitsReader.Read(section, "conversation_limits", problems),
            History = HistoryReader.Read(section),
            ClearancePolicy = ClearanceReader.Policy(section, problems),
            IsAudited = section.Flag("audited"),
            SensitiveCategories = section.Has("sensitive_categories") ? section.Texts("sensitive_categories", "categories") : null,
            SensitiveTopics = TopicReader.Read(section, problems),
            Strategy = (IssueStrategy?)section.OneOf("strategy", TeamKeys.Strategies),
            IsStrategyByTriage = section.Flag("strategy_by_triage"),
            Replies = (ReplyForm?)section.OneOf("replies", TeamKeys.ReplyForms),
            UpdatesIssues = section.Has("update_issues") ? section.Flag("update_issues") : null,
            Triage = TriageReader.Read(section),
            State = SharedStateReader.Read(section, problems),
            Desks = DeskReader.Read(section, problems),
            Deliveries = DeliveryReader.Policy(section, problems),
            Escalation = DeskReader.Escalation(section),
            Tools = ToolReader.Read(section, problems),
            Agents = AgentReader.Read(section, problems),
        };
    }

    public static Word? Model(Section section, Problems problems)
    {
        if (section.Text("model") is not { } model)
            return null;
        if (ModelName().IsMatch(model.Text))
            return model;
        var provider = model.Text.Split('/')[0];
        problems.Add(
            model.At,
            $"'{model.Text}' is no model{(Providers.Contains(provider) ? "" : Nearest.Hint(provider, Providers))}"
            + " (use anthropic/NAME, openai/NAME, ollama/NAME, offline or auto)");
        return null;
    }

    private static TurnLimits Limits(Section? section)
    {
        var limits = new TurnLimits();
        return section is null ? limits : limits with
        {
            ModelCalls = section.Integer("model_calls", MostCalls) ?? limits.ModelCalls,
            ToolCalls = section.Integer("tool_calls", MostCalls) ?? limits.ToolCalls,
            Handoffs = section.Integer("handoffs", MostCalls) ?? limits.Handoffs,
            ModelTimeout = section.Duration("model_timeout") ?? limits.ModelTimeout,
        };
    }

    [GeneratedRegex(@"\A(auto|offline|(anthropic|openai|ollama)/[^\s/][^\s]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex ModelName();
}

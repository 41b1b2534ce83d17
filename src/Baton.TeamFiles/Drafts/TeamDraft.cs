using Baton.TeamFiles.Problems;
using Baton.Teams.Confidences;
using Baton.Teams.Deliveries;
using Baton.Teams.Histories;
using Baton.Texts.Clearances;

namespace Baton.TeamFiles.Drafts;

/// <summary>A team file as it was written: every value has its right kind, and nothing is looked up yet.</summary>
internal sealed record TeamDraft
{
    public required Position At { get; init; }

    public Word? Name { get; init; }

    public Word? Entry { get; init; }

    public Word? Message { get; init; }

    public IReadOnlyList<ModelDraft> Models { get; init; } = [];

    public required TurnLimits Limits { get; init; }

    public LimitsDraft? ConversationLimits { get; init; }

    public HistoryDraft? History { get; init; }

    public ClearancePolicy? ClearancePolicy { get; init; }

    public required IReadOnlyList<StateDraft> State { get; init; }

    public bool IsAudited { get; init; }

    /// <summary>The categories that were written, or null for the default ones.</summary>
    public IReadOnlyList<Word>? SensitiveCategories { get; init; }

    public IReadOnlyList<SensitiveTopic> SensitiveTopics { get; init; } = [];

    public IReadOnlyList<DeskDraft> Desks { get; init; } = [];

    /// <summary>Where desks may be told of their tickets; null where nothing was written.</summary>
    public DeliveryPolicy? Deliveries { get; init; }

    public EscalationDraft? Escalation { get; init; }

    public ConfidencePolicy? Confidence { get; init; }

    public IssueStrategy? Strategy { get; init; }

    public bool IsStrategyByTriage { get; init; }

    public bool RepliesPerIssue { get; init; }

    /// <summary>Whether agents are shown <c>update_issue</c>; null where nothing was written.</summary>
    public bool? UpdatesIssues { get; init; }

    /// <summary>What models may say with a handoff besides summary and issues. Default: nothing.</summary>
    public HandoffArguments HandoffArguments { get; init; }

    public ModelPrices? Prices { get; init; }

    public FallbackDraft? Fallback { get; init; }

    public TriageDraft? Triage { get; init; }

    public required IReadOnlyList<ToolDraft> Tools { get; init; }

    public required IReadOnlyList<AgentDraft> Agents { get; init; }
}

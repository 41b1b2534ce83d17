using Baton.Journals.Constraints;
using Baton.Teams.Confidences;
using Baton.Teams.Deliveries;
using Baton.Teams.Files.Yaml;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;
using Baton.Teams.Triage;
using Baton.Texts.Clearances;

namespace Baton.Teams.Files;

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

    public ReplyForm? Replies { get; init; }

    /// <summary>Whether agents are shown <c>update_issue</c>; null where nothing was written.</summary>
    public bool? UpdatesIssues { get; init; }

    public FallbackDraft? Fallback { get; init; }

    public TriageDraft? Triage { get; init; }

    public required IReadOnlyList<ToolDraft> Tools { get; init; }

    public required IReadOnlyList<AgentDraft> Agents { get; init; }
}

/// <summary>A declared key, with where it names its readers and writers.</summary>
internal sealed record StateDraft(StateKey Key, Position At, IReadOnlyList<Word> Names);

/// <summary>What a router does, with where the file says so.</summary>
internal sealed record TriageDraft(TriagePolicy Policy, Position At);

internal sealed record AgentDraft
{
    public required Word Name { get; init; }

    public Word? Description { get; init; }

    public Word? Instructions { get; init; }

    public IReadOnlyList<ModelDraft> Models { get; init; } = [];

    public FallbackDraft? Fallback { get; init; }

    public int? ContextWindow { get; init; }

    public HoldLimits? Holds { get; init; }

    public Word? Overflow { get; init; }

    /// <summary>Whether an overflow was written that could not be read.</summary>
    public bool OverflowLost { get; init; }

    public HistoryDraft? History { get; init; }

    public ConfidencePolicy? Confidence { get; init; }

    public bool IsSensitive { get; init; }

    public Clearance? Clearance { get; init; }

    public IReadOnlyList<Permission> Permissions { get; init; } = [];

    /// <summary>Whether permissions were written that could not be read.</summary>
    public bool PermissionsLost { get; init; }

    public required IReadOnlyList<Word> Tools { get; init; }

    /// <summary>Whether tools were written that could not be read.</summary>
    public bool ToolsLost { get; init; }

    public required IReadOnlyList<HandoffDraft> Handoffs { get; init; }

    /// <summary>Whether handoffs were written that could not be read.</summary>
    public bool HandoffsLost { get; init; }

    public required IReadOnlyList<Word> Examples { get; init; }

    public required IReadOnlyList<AnswerDraft> Answers { get; init; }
}

internal sealed record HandoffDraft(Word To, Word? When)
{
    public LimitsDraft? Limits { get; init; }

    public bool IsSensitive { get; init; }

    public HistoryDraft? History { get; init; }
}

internal sealed record AnswerDraft(IReadOnlyList<Word> When, IReadOnlyList<LookUpDraft> LookUps, Word Say, Word? Otherwise);

internal sealed record LookUpDraft(Word Tool, Word? As, IReadOnlyList<KeyValuePair<Word, Word>> With);

/// <summary>An entry of <c>tools</c>.</summary>
internal abstract record ToolDraft
{
    public required Word Name { get; init; }

    public Word? Description { get; init; }

    public ToolEffect? Effect { get; init; }

    public TimeSpan? Timeout { get; init; }

    public NeedDraft? Needs { get; init; }

    public ApprovalDraft? Approval { get; init; }

    public Clearance? Sensitivity { get; init; }
}

internal sealed record TableDraft : ToolDraft
{
    public required Word File { get; init; }

    /// <summary>The columns to find rows by, and what to tell the model of each.</summary>
    public required IReadOnlyList<KeyValuePair<Word, Word?>> Match { get; init; }

    /// <summary>The columns of the answer; none means all.</summary>
    public required IReadOnlyList<Word> Return { get; init; }

    public int? Limit { get; init; }
}

internal sealed record FunctionDraft : ToolDraft
{
    public required Word Function { get; init; }
}

internal sealed record McpDraft : ToolDraft
{
    public Word? Command { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The variables of Baton's own environment that the process may see, besides the harmless ones such as PATH.</summary>
    public IReadOnlyList<string> Inherit { get; init; } = [];

    public Word? Folder { get; init; }

    public Uri? Url { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string Prefix { get; init; } = "";

    /// <summary>The tools to take; none means all.</summary>
    public IReadOnlyList<McpToolDraft> Tools { get; init; } = [];

    public TimeSpan? StartTimeout { get; init; }
}

internal sealed record McpToolDraft(Word Name, ToolEffect? Effect, TimeSpan? Timeout, Clearance? Sensitivity)
{
    public NeedDraft? Needs { get; init; }

    public ApprovalDraft? Approval { get; init; }
}

/// <summary>Stands for a tool that could not be read, so that agents may name it without a second problem.</summary>
internal sealed record RefusedDraft : ToolDraft;

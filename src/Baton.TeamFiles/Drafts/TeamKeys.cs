namespace Baton.TeamFiles.Drafts;

/// <summary>Every key that a team file may hold. A test holds the published JSON Schema to them.</summary>
internal static class TeamKeys
{
    public static readonly string[] Team =
    [
        "name",
        "entry",
        "message",
        "model",
        "prices",
        "limits",
        "conversation_limits",
        "history",
        "clearance_policy",
        "state",
        "audited",
        "sensitive_categories",
        "sensitive_topics",
        "strategy",
        "strategy_by_triage",
        "replies",
        "update_issues",
        "handoff_arguments",
        "triage",
        "desk",
        "desks",
        "deliveries",
        "escalation",
        "confidence",
        "fallback",
        "tools",
        "agents",
    ];

    public static readonly string[] Price = ["input", "cached_input", "output"];

    public static readonly string[] Limits = ["model_calls", "tool_calls", "handoffs", "time", "model_timeout"];

    public static readonly string[] Tool =
    [
        "description",
        "table",
        "function",
        "mcp",
        "effect",
        "timeout",
        "needs",
        "approval",
        "sensitivity",
        "longest_result",
    ];

    public static readonly string[] Table = ["file", "match", "return", "limit"];

    public static readonly string[] Mcp =
    [
        "command",
        "arguments",
        "environment",
        "inherit",
        "folder",
        "url",
        "headers",
        "prefix",
        "tools",
        "start_timeout",
    ];

    public static readonly string[] McpTool = ["name", "effect", "timeout", "needs", "approval", "sensitivity", "longest_result"];

    public static readonly string[] Agent =
    [
        "description",
        "instructions",
        "model",
        "context_window",
        "fallback",
        "overflow",
        "holds",
        "history",
        "confidence",
        "sensitive",
        "clearance",
        "permissions",
        "tools",
        "handoffs",
        "examples",
        "answers",
    ];

    public static readonly string[] Model = ["name", "context_window"];

    public static readonly string[] AgentFallback =
    [
        "retries",
        "retry_delay",
        "longest_retry_delay",
        "corrections",
        "longest_reply",
        "generalist",
        "validation",
    ];

    public static readonly string[] Fallback = [.. AgentFallback, "interim_after", "texts"];

    public static readonly string[] Validation = ["promises", "leaks", "amounts", "schema", "hold_text"];

    public static readonly string[] FallbackTexts =
    [
        "sorry",
        "sorry_for_rest",
        "done",
        "in_doubt",
        "not_done",
        "more",
        "next",
        "still_working",
        "cut_off",
        "causes",
    ];

    public static readonly string[] Handoff = ["to", "when", "limits", "sensitive", "history"];

    public static readonly string[] HandoffLimits = ["time", "turns", "permissions", "tools", "clearance"];

    public static readonly string[] History =
    [
        "mode",
        "short_tokens",
        "most_tokens",
        "dense_facts",
        "tail_tokens",
        "summary_share",
        "writer",
        "writer_timeout",
        "room",
        "margin",
    ];

    public static readonly string[] Topic = ["name", "phrases", "pattern"];

    public static readonly string[] Need = ["permission", "argument"];

    public static readonly string[] Approval = ["argument", "over"];

    public static readonly string[] Desk =
    [
        "name",
        "description",
        "kind",
        "skills",
        "first_response",
        "resolution",
        "hours",
        "webhook",
        "email",
        "link",
        "clearance",
    ];

    public static readonly string[] Desks = [.. Desk.Skip(1)];

    public static readonly string[] DeskKinds = ["people", "system"];

    public static readonly string[] Escalation = ["ladder", "skip_closed", "by_agents", "by_customers", "rules"];

    public static readonly string[] Hours =
    [
        "zone",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "closed",
    ];

    public static readonly string[] Holds = ["time", "turns"];

    public static readonly string[] Deliveries = ["hosts", "delays", "timeout", "max_answer_bytes"];

    public static readonly string[] Webhook = ["url", "secret_variable"];

    public static readonly string[] Email = ["to"];

    public static readonly string[] RuleConditions = ["phrases", "pattern", "topics", "categories", "customer", "router", "tool", "counts"];

    public static readonly string[] Rule = ["name", "on", .. RuleConditions, "target", "priority", "reason"];

    public static readonly string[] RuleOccasions = ["message", "tool_result", "reply"];

    public static readonly string[] RuleRouter = ["agents", "confidence_at_least", "out_of_scope"];

    public static readonly string[] RuleTool = ["names", "outcomes", "field", "is", "over"];

    public static readonly string[] RuleCounts = ["failed_tools", "reopened_issues", "corrections", "handoffs", "messages"];

    public static readonly string[] ToolOutcomes = ["ok", "failed", "timed_out", "refused", "unknown"];

    public static readonly string[] Priorities = ["low", "normal", "high", "urgent"];

    public static readonly string[] Confidence = ["at_least", "categories"];

    public static readonly string[] Triage = ["fast_path", "disagreement"];

    public static readonly string[] FastPath = ["confidence_at_least"];

    public static readonly string[] Disagreement = ["confidence_at_least", "then"];

    public static readonly string[] DisagreementActions = ["note", "ask", "escalate"];

    public static readonly string[] Answer = ["when", "look_up", "say", "otherwise"];

    public static readonly string[] LookUp = ["tool", "as", "with"];

    public static readonly string[] ClearancePolicy = ["patterns", "fields"];

    public static readonly string[] Pattern = ["name", "pattern", "sensitivity"];

    public static readonly string[] Field = ["name", "sensitivity"];

    public static readonly string[] State =
    [
        "scope",
        "description",
        "schema",
        "read",
        "write",
        "merge",
        "sensitivity",
        "max_bytes",
        "max_items",
    ];

    public static readonly string[] Scopes = ["conversation", "customer", "team"];

    public static readonly string[] Merges = ["reject", "last_wins", "append", "union", "max", "min", "sum"];

    public static readonly string[] Clearances = ["normal", "sensitive", "secret"];

    public static readonly string[] HistoryModes = ["auto", "verbatim", "summary"];

    public static readonly string[] Strategies = ["sequential", "one_specialist", "coordinator"];

    // In the order of HandoffArguments.
    public static readonly string[] HandoffArguments = ["category", "confidence", "priority", "notes", "alternatives", "limits"];

    public static readonly string[] ReplyForms = ["combined", "per_issue"];

    public static readonly string[] Writers = ["extractive", "receiver"];

    public static readonly string[] Effects = ["once", "idempotent", "read_only"];
}

namespace Baton.Teams.Rules;

/// <summary>
/// Stops agents and escalates. A rule fires when all its conditions hold for one customer message, tool result or reply. The customer does
/// not read a reply that it stops. Other forms of letters and digits are read as the plain ones, and invisible characters are ignored. The
/// first 100,000 characters of a text are read.
/// </summary>
/// <param name="Name">The name in the journal: 1 to 64 letters, digits, spaces, <c>-</c> and <c>_</c>, beginning with a letter.</param>
/// <remarks>
/// A rule with conditions only on the customer's attributes and on categories fires once in a conversation. Otherwise it would take back
/// whatever people hand back.
/// </remarks>
public sealed record EscalationRule(string Name)
{
    /// <summary>What the rule applies to. Default: messages, tool results and replies.</summary>
    public IReadOnlyList<RuleOccasion> On { get; init; } = [];

    /// <summary>
    /// Words or phrases of which the text must contain one as whole words, in any case: <c>chest pain</c> does not match <c>chest
    /// pains</c>. Default: no condition.
    /// </summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>
    /// A .NET regular expression that the text must match, without lookarounds, atomic groups and backreferences, so that it takes linear
    /// time. It is case-sensitive unless it begins with <c>(?i)</c>. With its repetitions written out it has at most 250 positions.
    /// Default: no condition.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>Sensitive topics of the team; the text must be about one of them. Default: no condition.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Categories, in any case; an issue that has not ended must have one of them. Default: no condition.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Attributes of the customer, each with the values, in any case, of which it must have one. Default: no condition.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Customer { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// A condition on the router's verdict on a customer's message. A rule with it fires on nothing else and has no conditions on the text.
    /// It makes the router read every message. Default: null, no condition.
    /// </summary>
    public RouterCondition? Router { get; init; }

    /// <summary>A condition on a tool result. A rule with it fires on nothing else. Default: null, no condition.</summary>
    public ToolCondition? Tool { get; init; }

    /// <summary>
    /// How often something must have happened, at least, since the conversation was last escalated. Default: no condition.
    /// </summary>
    public IReadOnlyDictionary<RuleCount, int> Counts { get; init; } = new Dictionary<RuleCount, int>();

    /// <summary>
    /// A condition in code, evaluated when all others hold. Its result is in the journal, so it is evaluated once. It should return at
    /// once, because the conversation waits for it, and depend only on its argument. If it throws, the rule fires. Default: null, no
    /// condition.
    /// </summary>
    public Func<RuleCase, bool>? When { get; init; }

    /// <summary>Who takes over: an agent or a desk of the team. Default: the first of the team's ladder.</summary>
    public string? Target { get; init; }

    /// <summary>The ticket's priority. If several rules fire, the one with the highest priority counts. Default: normal.</summary>
    public IssuePriority? Priority { get; init; }

    /// <summary>Why, in a sentence for whoever takes over. Default: one that names the rule.</summary>
    public string? Reason { get; init; }

    /// <summary>What is wrong with a rule's name, or null.</summary>
    public static string? CheckName(string name) => RuleChecks.CheckName(name);

    /// <summary>What is wrong with a rule's <see cref="Pattern"/>, or null.</summary>
    public static string? CheckPattern(string pattern) => RuleChecks.CheckPattern(pattern);

    /// <summary>Whether it asks nothing of what was said or done.</summary>
    internal bool IsStanding =>
        Phrases.Count == 0 && Pattern is null && Topics.Count == 0 && Router is null && Tool is null && Counts.Count == 0 && When is null;

    /// <summary>Why, in a sentence.</summary>
    internal string ReasonOrName => Reason ?? $"The rule '{Name}' escalates.";
}

/// <summary>What a rule is evaluated on.</summary>
public enum RuleOccasion
{
    /// <summary>A customer's message, before any agent reads it.</summary>
    Message,

    /// <summary>A tool's result, before its agent reads it.</summary>
    ToolResult,

    /// <summary>What an agent's model wrote, before the customer reads it.</summary>
    Reply,
}

/// <summary>What a rule counts in a conversation, since it was last escalated.</summary>
public enum RuleCount
{
    /// <summary>Tool calls that failed, took too long, or ended as unknown.</summary>
    FailedTools,

    /// <summary>Issues that had ended and were opened again.</summary>
    ReopenedIssues,

    /// <summary>Replies of models that were sent back because something was wrong with them.</summary>
    Corrections,

    /// <summary>Handoffs.</summary>
    Handoffs,

    /// <summary>Messages of the customer.</summary>
    Messages,
}

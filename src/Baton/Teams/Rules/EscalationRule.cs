namespace Baton.Teams.Rules;

/// <summary>
/// Says when no agent is to go on. It fires when all its conditions hold of one customer's message, tool result or reply; what it stops in a
/// reply the customer does not read. Letters and digits of other scripts' forms are read as the plain ones, and characters that cannot be seen
/// are not there. Of a text the first 100,000 characters are read.
/// </summary>
/// <param name="Name">What the journal calls it: 1 to 64 letters, digits, spaces, <c>-</c> and <c>_</c>, beginning with a letter.</param>
/// <remarks>
/// A rule that asks nothing of what was said or done, but only of the customer's attributes and of categories, fires once in a conversation: it
/// would otherwise take back what people hand back.
/// </remarks>
public sealed record EscalationRule(string Name)
{
    /// <summary>What it is asked about. Default: everything, which is messages, tool results and replies.</summary>
    public IReadOnlyList<RuleOccasion> On { get; init; } = [];

    /// <summary>
    /// Words, or several in a row, of which the text holds one as whole words whatever their case: <c>chest pain</c> is not in <c>chest pains</c>.
    /// Default: nothing is asked of the text.
    /// </summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>
    /// A .NET regular expression that the text matches, without lookarounds, atomic groups and backreferences, so that it takes linear time; it
    /// minds case unless it begins with <c>(?i)</c>. With its repetitions written out it has at most 250 positions. Default: nothing is asked.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>Sensitive topics of the team, of which the text is about one. Default: nothing is asked.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Categories, whatever their case, of which an issue that has not ended has one. Default: nothing is asked.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>
    /// For each named attribute of the customer the values, whatever their case, of which it has one. Default: nothing is asked.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Customer { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// What is asked of the router's verdict on a customer's message; such a rule fires on nothing else, and asks nothing of the text itself. Each
    /// message is read by the router for it. Default: nothing.
    /// </summary>
    public RouterCondition? Router { get; init; }

    /// <summary>What is asked of a tool result; such a rule fires on nothing else. Default: nothing.</summary>
    public ToolCondition? Tool { get; init; }

    /// <summary>How often something has happened, at least, since the conversation was last escalated. Default: nothing is asked.</summary>
    public IReadOnlyDictionary<RuleCount, int> Counts { get; init; } = new Dictionary<RuleCount, int>();

    /// <summary>
    /// Decides the rest in code, when all else holds. What it said is in the journal, so it is asked once. It should answer at once, since the
    /// conversation waits for it, and only from what it is given. When it throws, the rule fires. Default: nothing is asked.
    /// </summary>
    public Func<RuleCase, bool>? When { get; init; }

    /// <summary>Who takes over: an agent or a desk of the team. Default: as the team's escalations go.</summary>
    public string? Target { get; init; }

    /// <summary>How soon people look at it; of several rules that fire, the one with the highest priority counts. Default: normal.</summary>
    public IssuePriority? Priority { get; init; }

    /// <summary>Why, in a sentence for whoever takes over. Default: one that names the rule.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it asks nothing of what was said or done.</summary>
    internal bool IsStanding => Phrases.Count == 0 && Pattern is null && Topics.Count == 0 && Router is null && Tool is null && Counts.Count == 0 && When is null;

    /// <summary>Why, in a sentence.</summary>
    internal string ReasonOrName => Reason ?? $"The rule '{Name}' escalates.";
}

/// <summary>What a rule is asked about.</summary>
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

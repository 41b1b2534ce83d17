using Baton.Journals;

namespace Baton.Teams.Rules;

/// <summary>The argument of a rule's condition in code: what happened, and where the conversation stands.</summary>
public sealed record RuleCase
{
    /// <summary>The conversation.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>What happened.</summary>
    public required RuleOccasion Occasion { get; init; }

    /// <summary>The message, the tool's result or the reply, word for word.</summary>
    public required string Text { get; init; }

    /// <summary>Who holds the baton.</summary>
    public required string Holder { get; init; }

    /// <summary>The tool; null if it is not a tool result.</summary>
    public string? Tool { get; init; }

    /// <summary>How the tool call ended; null if it is not a tool result.</summary>
    public ToolOutcome? Outcome { get; init; }

    /// <summary>The issues that have not ended.</summary>
    public required IReadOnlyList<Issue> Issues { get; init; }

    /// <summary>The customer, if known.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>What is known of the customer, such as a tier or a region.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>How often things happened since the conversation was last escalated, including this one.</summary>
    public required IReadOnlyDictionary<RuleCount, int> Counts { get; init; }
}

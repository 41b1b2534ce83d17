using Baton.Journals;

namespace Baton.Teams.Rules;

/// <summary>What a rule's own condition is asked about, with where the conversation stands.</summary>
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

    /// <summary>The tool; null unless it is a tool result.</summary>
    public string? Tool { get; init; }

    /// <summary>How the tool call ended; null unless it is a tool result.</summary>
    public ToolOutcome? Outcome { get; init; }

    /// <summary>The issues that have not ended.</summary>
    public required IReadOnlyList<Issue> Issues { get; init; }

    /// <summary>Whose conversation it is, if that was said.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>What is known of the customer, such as a tier or a region.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>How often things happened since the conversation was last escalated, this one included.</summary>
    public required IReadOnlyDictionary<RuleCount, int> Counts { get; init; }
}

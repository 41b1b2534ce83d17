namespace Baton.Cli.Serving;

/// <summary>The options of a command that serves a conversation.</summary>
internal sealed record ServingRequest
{
    /// <summary>The team file, or its folder.</summary>
    public required string Team { get; init; }

    /// <summary>The journal that holds the conversations.</summary>
    public required StorePlace Store { get; init; }

    /// <summary>The model for every agent, or null for the team file's models.</summary>
    public string? Model { get; init; }

    /// <summary>The conversation to continue or to start, or null for a new one with a generated id.</summary>
    public ConversationId? Conversation { get; init; }

    /// <summary>The customer of a new conversation, or null.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>Attributes of the customer.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>The strategy of a new conversation, or null for the team's.</summary>
    public IssueStrategy? Strategy { get; init; }

    /// <summary>When a message goes straight to a specialist without a triage model call, or null for the team's setting.</summary>
    public double? FastPath { get; init; }

    /// <summary>Whether to print journal entries as JSON lines.</summary>
    public bool Json { get; init; }

    /// <summary>Whether the customer types at this terminal, so that messages need not be shown again.</summary>
    public bool IsTyped { get; init; }
}

using Baton.Teams.Triage;

namespace Baton.Cli.Serving;

/// <summary>What a command asks for.</summary>
internal sealed record ServingRequest
{
    /// <summary>The team file, or its folder.</summary>
    public required string Team { get; init; }

    /// <summary>The file that holds the conversations.</summary>
    public required string Store { get; init; }

    /// <summary>The model for every agent, or null for their own.</summary>
    public string? Model { get; init; }

    /// <summary>The conversation to go on with or to begin; null for a new one.</summary>
    public ConversationId? Conversation { get; init; }

    /// <summary>Whose conversation a new one is; null when nobody says.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>What is known of the customer.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>How several issues are worked on in a conversation that begins, or null for the team's way.</summary>
    public IssueStrategy? Strategy { get; init; }

    /// <summary>When messages are handed over without the entry agent's model, or null for the team's way.</summary>
    public FastPath? FastPath { get; init; }

    /// <summary>Whether entries are shown as JSON lines.</summary>
    public bool Json { get; init; }

    /// <summary>Whether the customer sees on the screen what they typed.</summary>
    public bool IsTyped { get; init; }
}

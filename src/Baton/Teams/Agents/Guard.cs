namespace Baton;

/// <summary>
/// A check at the boundary of every agent of a team, not only of the first (rule 12). A check that throws counts as a refusal, because what
/// could not be checked must not pass.
/// </summary>
public sealed record Guard
{
    /// <summary>The guard's name, for the journal.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Checks new input of an agent before its model reads it: a customer's message, a briefing, tool results. Returns the reason for a
    /// refusal, in a sentence for operators, or null to accept. A refusal gives the turn up. Default: accepts everything.
    /// </summary>
    public Func<GuardedText, CancellationToken, ValueTask<string?>>? Input { get; init; }

    /// <summary>
    /// Checks a model's text before anybody else reads it. Returns the reason for a refusal, in a sentence for the model, or null to
    /// accept. The model is told once and may answer again; a second refusal gives the turn up. Default: accepts everything.
    /// </summary>
    public Func<GuardedText, CancellationToken, ValueTask<string?>>? Output { get; init; }
}

/// <summary>What a guard, or the check of a validation policy, checks.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Agent">The agent that reads or wrote the text.</param>
/// <param name="Text">The text.</param>
public sealed record GuardedText(ConversationId Conversation, string Agent, string Text);

using Baton.Journals;

namespace Baton.Teams.Fallbacks;

/// <summary>
/// What an agent's answer has to fit before it counts as said. An answer that does not is told to its model once; the next that does not
/// fit climbs the ladder.
/// </summary>
public sealed record ValidationPolicy
{
    /// <summary>
    /// Whether an answer may not say that its agent did something ("I have refunded you") while no tool that changes anything succeeded and no
    /// person acted in the conversation. The wording is English. Default: yes.
    /// </summary>
    public bool Promises { get; init; } = true;

    /// <summary>
    /// Whether an answer may not show what is for models only: a mask (<c>[card ending 4242]</c>), the runtime's own blocks, or a long stretch
    /// of the agent's instructions, letter for letter. Default: yes.
    /// </summary>
    public bool Leaks { get; init; } = true;

    /// <summary>
    /// Whether an answer may name no amount of money but those that its agent read: in a message, a tool's result, its instructions. A sum or a
    /// difference that the agent worked out counts as unknown. Default: no.
    /// </summary>
    public bool Amounts { get; init; }

    /// <summary>A JSON Schema (the keywords are those of docs/shared-state.md) that the answer fits, as JSON text. Default: none.</summary>
    public JsonText? Schema { get; init; }

    /// <summary>The program's own check: what is wrong with an answer, in a sentence that its model reads, or null. Default: none.</summary>
    public Func<CheckedReply, string?>? Check { get; init; }

    /// <summary>
    /// Whether nobody reads an answer before it is checked, instead of as it is written. It is always so with a <see cref="Schema"/> or a
    /// <see cref="Check"/>. Default: no: a text that fails is taken back.
    /// </summary>
    public bool HoldsText { get; init; }

    internal bool Holds => HoldsText || Schema is not null || Check is not null;
}

/// <summary>An answer that is checked.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Agent">Who wrote it.</param>
/// <param name="Text">What it says.</param>
public readonly record struct CheckedReply(ConversationId Conversation, string Agent, string Text);

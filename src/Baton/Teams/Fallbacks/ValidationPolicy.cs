using Baton.Journals;

namespace Baton.Teams.Fallbacks;

/// <summary>
/// The checks on an agent's answer. An answer that fails is sent back to its model once; the next one that fails goes up the ladder.
/// </summary>
public sealed record ValidationPolicy
{
    /// <summary>
    /// Whether to refuse an answer that claims an action ("I have refunded you") although no tool with an effect succeeded and no person
    /// acted in the conversation. The wording is English. Default: yes.
    /// </summary>
    public bool Promises { get; init; } = true;

    /// <summary>
    /// Whether to refuse an answer that shows what is for models only: the runtime's own blocks, or a long exact quote of the agent's
    /// instructions. A mask (<c>[card ending 4242]</c>) is put into words before. Default: yes.
    /// </summary>
    public bool Leaks { get; init; } = true;

    /// <summary>
    /// Whether to refuse an answer with an amount of money that its agent has not read in a message, a tool's result or its instructions. A
    /// sum or a difference that the agent computed counts as unknown. Default: no.
    /// </summary>
    public bool Amounts { get; init; }

    /// <summary>A JSON Schema that the answer must match, as JSON text, with the keywords of docs/shared-state.md. Default: none.</summary>
    public JsonText? Schema { get; init; }

    /// <summary>
    /// The program's own check. Returns what is wrong with an answer, in a sentence that its model reads, or null. Default: none.
    /// </summary>
    public Func<GuardedText, string?>? Check { get; init; }

    /// <summary>
    /// Whether an answer is shown only after the checks, instead of while it is written. Always so with a <see cref="Schema"/> or a <see
    /// cref="Check"/>. Default: no; a text that fails is withdrawn.
    /// </summary>
    public bool HoldsText { get; init; }

    internal bool Holds => HoldsText || Schema is not null || Check is not null;
}

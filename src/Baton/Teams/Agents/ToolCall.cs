using System.Collections.Immutable;
using Microsoft.Extensions.AI;

namespace Baton;

/// <summary>What a tool can know about the call that it serves.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Agent">The agent that called.</param>
/// <param name="Id">The call's id. Use it as the idempotency key: a repeated call has the same id.</param>
public sealed record ToolCall(ConversationId Conversation, string Agent, CallId Id)
{
    private const int Running = 0;
    private const int Held = 1;
    private const int GivenUp = 2;

    private int phase;

    /// <summary>
    /// The key under which the outside does the work once, however often it is asked: each attempt of one call has the same.
    /// </summary>
    public string IdempotencyKey => Id.Value;

    /// <summary>The customer, if known. A tool checks with it whose order it is. Default: none.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>What is known of the customer, as callers of the runtime gave it. Default: nothing.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The issue that the agent works on; null if it has none. Default: none.</summary>
    public Issue? Issue { get; init; }

    /// <summary>The customer's newest message. Default: none.</summary>
    public MessageId? Message { get; init; }

    /// <summary>What the customer wrote in <see cref="Message"/>, word for word and without masks. Default: none.</summary>
    public string? MessageText { get; init; }

    /// <summary>When the call's time runs out. Default: never.</summary>
    public DateTimeOffset EndsAt { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>
    /// Cancelled when the call's time runs out. The token of the function is cancelled then too, and also when whoever waits for the turn
    /// gives up. Default: never.
    /// </summary>
    public CancellationToken Deadline { get; init; }

    /// <summary>What the runtime does for the tool while it runs; null outside a runtime.</summary>
    internal object? RunningCall { get; set; }

    /// <summary>
    /// The call that <paramref name="arguments"/> belong to, for functions that were not made by
    /// <see cref="Tool.Create(Delegate, ToolOptions)"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The function was not called by Baton.</exception>
    public static ToolCall Of(AIFunctionArguments arguments) =>
        arguments.Context is { } context && context.TryGetValue(typeof(ToolCall), out var call) && call is ToolCall found
            ? found
            : throw new InvalidOperationException("This function asks for its ToolCall, so only a Baton runtime can call it.");

    /// <summary>
    /// Says that nothing is done yet, because the tool waits for something, such as a connection. If the call's time runs out before <see
    /// cref="TryBegin"/>, the call has failed, and its outcome is not unknown.
    /// </summary>
    public void Hold() => Interlocked.CompareExchange(ref phase, Held, Running);

    /// <summary>Ends <see cref="Hold"/>.</summary>
    /// <returns>False if the call's time ran out meanwhile: then nothing may be done any more.</returns>
    public bool TryBegin() => !Deadline.IsCancellationRequested && Interlocked.CompareExchange(ref phase, Running, Held) != GivenUp;

    /// <summary>Gives up a call that is held; false if it is not.</summary>
    internal bool TryGiveUp() => Interlocked.CompareExchange(ref phase, GivenUp, Held) == Held;

    /// <summary>Names the call, and tells nothing that the customer wrote.</summary>
    public override string ToString() => $"{Id} of {Agent} in {Conversation}";
}

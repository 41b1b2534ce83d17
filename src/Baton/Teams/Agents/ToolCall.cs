using Microsoft.Extensions.AI;

namespace Baton;

/// <summary>What a tool can know about the call that it serves.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Agent">The agent that called.</param>
/// <param name="Id">The call's id. Use it as the idempotency key: a repeated call has the same id.</param>
public sealed record ToolCall(ConversationId Conversation, string Agent, CallId Id)
{
    /// <summary>
    /// The call that <paramref name="arguments"/> belong to, for functions that were not made by <see cref="Tool.Create"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The function was not called by Baton.</exception>
    public static ToolCall Of(AIFunctionArguments arguments) =>
        arguments.Context is { } context && context.TryGetValue(typeof(ToolCall), out var call) && call is ToolCall found
            ? found
            : throw new InvalidOperationException("This function asks for its ToolCall, so only a Baton runtime can call it.");
}

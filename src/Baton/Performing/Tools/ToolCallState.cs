using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Performing.SharedStates;
using Baton.Performing.Tools;
using Baton.Teams.SharedStates;

namespace Baton;

/// <summary>What a tool reads and writes of its own conversation while it runs.</summary>
public static class ToolCallState
{
    /// <summary>
    /// Reads shared values of the conversation: those whose keys everybody or <c>orchestrator</c> may read, whatever its agent may read.
    /// </summary>
    /// <param name="call">The tool's call.</param>
    /// <param name="keys">Which values. Default: all that it may read.</param>
    /// <param name="cancellationToken">Gives up reading, as the call's end does.</param>
    /// <returns>Each value with its revision; <see cref="StateValue.None"/> for a value that was never written.</returns>
    /// <exception cref="ArgumentException">A key is not declared, or may not be read.</exception>
    /// <exception cref="InvalidOperationException">The call is over, or no runtime made it.</exception>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    public static Task<IReadOnlyDictionary<string, StateValue>> ReadStateAsync(
        this ToolCall call,
        IReadOnlyList<string>? keys = null,
        CancellationToken cancellationToken = default
    ) => Of(call).ReadStateAsync(keys, cancellationToken);

    /// <summary>
    /// Writes shared values of the conversation, for keys that name <c>orchestrator</c> as a writer, whatever its agent may write: all of
    /// them or none. The first write of a call is made once, the second is made once, and so on, however often the call is repeated.
    /// </summary>
    /// <param name="call">The tool's call.</param>
    /// <param name="edits">What to write, in order; at least one.</param>
    /// <param name="cancellationToken">Gives up writing, as the call's end does. The writes may have been made anyway.</param>
    /// <returns>What was written; or that nothing was written and why, with the current value for stale writes.</returns>
    /// <exception cref="ArgumentException">There is nothing to write.</exception>
    /// <exception cref="InvalidOperationException">The tool is declared read-only, the call is over, or no runtime made it.</exception>
    /// <exception cref="JournalException">The journal or the store cannot be read or written.</exception>
    public static Task<StateEditing> WriteStateAsync(
        this ToolCall call,
        IReadOnlyList<StateEdit> edits,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(edits);
        return Of(call).WriteStateAsync(edits, cancellationToken);
    }

    /// <summary>
    /// Reads the conversation's entries up to now, with those of the turn under way, which the journal alone may not have yet: they are
    /// written first.
    /// </summary>
    /// <param name="call">The tool's call.</param>
    /// <param name="fromSeq">The first entry.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="InvalidOperationException">The call is over, or no runtime made it.</exception>
    /// <exception cref="JournalException">The journal cannot be read or written.</exception>
    public static IAsyncEnumerable<JournalEntry> ReadEntriesAsync(
        this ToolCall call,
        long fromSeq = 1,
        CancellationToken cancellationToken = default
    ) => Of(call).ReadEntriesAsync(fromSeq, cancellationToken);

    /// <summary>The call while it runs.</summary>
    internal static RunningCall Of(ToolCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.RunningCall as RunningCall
            ?? throw new InvalidOperationException($"No Baton runtime made the call {call.Id}, so it has no conversation.");
    }
}

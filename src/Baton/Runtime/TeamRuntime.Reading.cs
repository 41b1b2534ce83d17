using System.Runtime.CompilerServices;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Performing.SharedStates;
using Baton.Teams.SharedStates;

namespace Baton;

/// <content>This part reads and writes shared values for the program that runs the team, and lists what waits for a person.</content>
public sealed partial class TeamRuntime
{
    /// <summary>
    /// Reads shared values as the program that runs the team: those whose keys everybody or <c>orchestrator</c> may read. It waits while a
    /// turn of the conversation runs, so a tool must not wait for it.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="keys">Which values. Default: all that it may read.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Each value with its revision; <see cref="StateValue.None"/> for a value that was never written.</returns>
    /// <exception cref="ArgumentException">A key is not declared, or may not be read.</exception>
    /// <exception cref="InvalidOperationException">There is no such conversation.</exception>
    /// <exception cref="JournalException">The journal or the store cannot be read.</exception>
    public Task<IReadOnlyDictionary<string, StateValue>> ReadStateAsync(
        ConversationId conversation,
        IReadOnlyList<string>? keys = null,
        CancellationToken cancellationToken = default
    ) => state.ReadAsync(StateKey.Orchestrator, conversation, keys, cancellationToken);

    /// <summary>
    /// Writes shared values as the program that runs the team, for keys that name <c>orchestrator</c> as a writer: all of them or none,
    /// with the checks that apply to agents' writes. It waits while a turn of the conversation runs, so a tool must not wait for it.
    /// </summary>
    /// <param name="conversation">The conversation whose journal records the writes.</param>
    /// <param name="edits">What to write, in order; at least one.</param>
    /// <param name="id">Identifies the writes in their conversation, in 1 to 64 characters. Writes with a known id are not made again and
    /// return the same result, so repeat a call with its id if its outcome is unknown. Default: a new id.</param>
    /// <param name="cancellationToken">Gives up waiting. The writes may have been made anyway.</param>
    /// <returns>What was written; or that nothing was written and why, with the current value for stale writes.</returns>
    /// <exception cref="ArgumentException">There is nothing to write, or the id has an invalid form.</exception>
    /// <exception cref="InvalidOperationException">There is no such conversation, or it is closed.</exception>
    /// <exception cref="JournalException">The journal or the store cannot be read or written.</exception>
    public Task<StateEditing> WriteStateAsync(
        ConversationId conversation,
        IReadOnlyList<StateEdit> edits,
        string? id = null,
        CancellationToken cancellationToken = default
    ) => state.WriteAsync(StateKey.Orchestrator, by: null, conversation, edits, id, cancellationToken);

    /// <summary>
    /// Lists what waits for a person in all conversations of the team: open tickets, and tool calls to approve. It reads only the first
    /// entry of conversations in which something waits.
    /// </summary>
    /// <param name="cancellationToken">Stops the listing.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public IAsyncEnumerable<Waiting> WaitingAsync(CancellationToken cancellationToken = default) => ReadWaitingAsync(cancellationToken);

    private async IAsyncEnumerable<Waiting> ReadWaitingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (ConversationId? Conversation, bool IsOurs) read = default;
        await foreach (var waiting in journal.ListWaitingAsync(cancellationToken).ConfigureAwait(false))
        {
            if (read.Conversation != waiting.Conversation)
                read = (waiting.Conversation, await IsOursAsync(waiting.Conversation, cancellationToken).ConfigureAwait(false));
            if (read.IsOurs)
                yield return waiting;
        }
    }

    // A store may hold the conversations of several teams.
    private async ValueTask<bool> IsOursAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        await foreach (var first in journal.ReadAsync(conversation, fromSeq: 1, cancellationToken).ConfigureAwait(false))
            return (first as ConversationOpened)?.Team == team.Name;
        return false;
    }
}

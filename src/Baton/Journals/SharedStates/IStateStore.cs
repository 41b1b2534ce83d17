namespace Baton.Journals.SharedStates;

/// <summary>
/// Where the values of the scopes <see cref="StateScope.Customer"/> and <see cref="StateScope.Team"/> are kept, beside the journal:
/// conversations and processes share them. Baton's journals are such stores. Write your own by passing the conformance suite in
/// <c>Baton.Testing</c>.
/// </summary>
public interface IStateStore
{
    /// <summary>Reads places as they stand at one moment.</summary>
    /// <param name="places">What to read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The values, in the order of the places; <see cref="StateValue.None"/> where nothing was written.</returns>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<StateValue>> ReadAsync(IReadOnlyList<StatePlace> places, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes places as one: nobody writes to them between what <paramref name="update"/> is given and what it gives back, and either all
    /// of its changes are made or none. Each change makes the revision of its place one more. When the call returns, the changes survive
    /// the death of process and machine.
    /// </summary>
    /// <param name="id">
    /// Names the update for ever, over all conversations. One that was made is not made again: whoever comes with its id gets what it
    /// made the first time, and <paramref name="update"/> is not asked.
    /// </param>
    /// <param name="places">The places to read and change, each once.</param>
    /// <param name="update">
    /// Is given the values in the order of the places and gives back the changes, in order; one place may be changed more than once. Null
    /// or no change changes nothing, and the id is free again. It is quick, touches nothing else and may be asked more than once.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting. The update may have happened all the same.</param>
    /// <returns>What each change made, in their order; nothing when nothing was changed.</returns>
    /// <exception cref="JournalException">The store cannot be written, and nothing was changed.</exception>
    ValueTask<IReadOnlyList<StateValue>> UpdateAsync(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken = default);
}

namespace Baton.Journals.SharedStates;

/// <summary>Shared values in memory; they end with the process.</summary>
internal sealed class InMemoryStates : IStateStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<StatePlace, StateValue> values = [];
    private readonly Dictionary<string, IReadOnlyList<StateValue>> updates = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyList<StateValue>> ReadAsync(IReadOnlyList<StatePlace> places, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
            return new(Read(places));
    }

    public ValueTask<IReadOnlyList<StateValue>> UpdateAsync(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (updates.TryGetValue(id, out var before))
                return new(before);
            if (update(Read(places)) is not { Count: > 0 } changes)
                return new([]);
            var made = new List<StateValue>(changes.Count);
            foreach (var change in changes)
                made.Add(values[change.Place] = new StateValue(values.GetValueOrDefault(change.Place, StateValue.None).Revision + 1, change.Value));
            updates.Add(id, made);
            return new(made);
        }
    }

    private List<StateValue> Read(IReadOnlyList<StatePlace> places) => [.. places.Select(place => values.GetValueOrDefault(place, StateValue.None))];
}

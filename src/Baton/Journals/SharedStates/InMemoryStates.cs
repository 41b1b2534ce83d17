namespace Baton.Journals.SharedStates;

/// <summary>Shared values that live and die with the process.</summary>
internal sealed class InMemoryStates
{
    private readonly Lock gate = new();
    private readonly Dictionary<StatePlace, StateValue> values = [];
    private readonly Dictionary<string, IReadOnlyList<StateValue>> updates = new(StringComparer.Ordinal);

    public IReadOnlyList<StateValue> Read(IReadOnlyList<StatePlace> places)
    {
        lock (gate)
            return [.. places.Select(ValueAt)];
    }

    public IReadOnlyList<StateValue> Update(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update
    )
    {
        lock (gate)
        {
            if (updates.TryGetValue(id, out var before))
                return before;
            if (update([.. places.Select(ValueAt)]) is not { Count: > 0 } changes)
                return [];
            var made = new List<StateValue>(changes.Count);
            foreach (var change in changes)
                made.Add(values[change.Place] = new StateValue(ValueAt(change.Place).Revision + 1, change.Value));
            updates.Add(id, made);
            return made;
        }
    }

    /// <summary>A customer's values.</summary>
    public List<(StatePlace Place, StateValue Value)> Of(CustomerId customer)
    {
        lock (gate)
            return [.. PlacesOf(customer).Select(place => (place, values[place]))];
    }

    /// <summary>Forgets a customer's values; whether there were any.</summary>
    public bool Forget(CustomerId customer)
    {
        lock (gate)
        {
            var places = PlacesOf(customer);
            places.ForEach(place => values.Remove(place));
            return places.Count > 0;
        }
    }

    /// <summary>What the updates of a conversation made.</summary>
    public List<(string Id, IReadOnlyList<StateValue> Made)> UpdatesOf(ConversationId conversation, IEnumerable<CallId> calls)
    {
        lock (gate)
            return [.. IdsOf(conversation, calls).Select(id => (id, updates[id]))];
    }

    /// <summary>Forgets what the updates of a conversation made.</summary>
    public void ForgetUpdates(ConversationId conversation, IEnumerable<CallId> calls)
    {
        lock (gate)
            IdsOf(conversation, calls).ForEach(id => updates.Remove(id));
    }

    private List<StatePlace> PlacesOf(CustomerId customer) =>
        [
            .. values
                .Keys.Where(place => place.Scope == StateScope.Customer && place.Owner == customer.Value)
                .OrderBy(place => place.Key, StringComparer.Ordinal),
        ];

    // They are named by its calls, or by the conversation itself.
    private List<string> IdsOf(ConversationId conversation, IEnumerable<CallId> calls) =>
        [
            .. calls
                .Select(call => call.Value)
                .Where(updates.ContainsKey)
                .Union(updates.Keys.Where(id => id.StartsWith(conversation.Value + ":", StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
        ];

    private StateValue ValueAt(StatePlace place) => values.GetValueOrDefault(place, StateValue.None);
}

using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.States;
using Baton.Teams.SharedStates;

namespace Baton.Performing.SharedStates;

/// <summary>Reads shared values for whoever is no model: the program that runs the team, its tools, and people at its desks.</summary>
internal static class StateValues
{
    /// <summary>The keys that a role asks for; all that it may read for null.</summary>
    /// <exception cref="ArgumentException">A key is not declared, or may not be read.</exception>
    public static List<DeclaredKey> Readable(StateCatalog catalog, string role, IReadOnlyList<string>? keys)
    {
        return keys is null ? catalog.All.Where(key => key.MayRead(role)).ToList() : [.. keys.Distinct().Select(Find)];

        DeclaredKey Find(string name) =>
            catalog.Find(name) is { } key && key.MayRead(role)
                ? key
                : throw new ArgumentException($"There is no state '{name}' that {role} may read.", nameof(keys));
    }

    /// <summary>Reads values, all values of a store at one moment.</summary>
    public static async ValueTask<IReadOnlyDictionary<string, StateValue>> ReadAsync(
        StateCatalog catalog,
        IJournal journal,
        ConversationState state,
        IReadOnlyList<DeclaredKey> keys,
        CancellationToken cancellationToken
    )
    {
        var places = keys.Select(key => catalog.PlaceOf(key.Key, state.Customer)).OfType<StatePlace>().ToList();
        var values = places.Count == 0 ? [] : await journal.ReadStateAsync(places, cancellationToken).ConfigureAwait(false);
        return keys.ToDictionary(
            key => key.Name,
            key => catalog.PlaceOf(key.Key, state.Customer) is { } place ? values[places.IndexOf(place)] : state.ValueOf(key.Key)
        );
    }
}

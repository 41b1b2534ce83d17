using Baton.Journals.SharedStates;
using Baton.States;
using Baton.Teams.SharedStates;

namespace Baton.Performing.SharedStates;

/// <summary>
/// Plans writes that belong together, given the present values: all new values, or for each write why it is refused. Pure.
/// </summary>
internal sealed class StatePlan
{
    private readonly Dictionary<string, StateValue> working = new(StringComparer.Ordinal);
    private readonly List<PlannedWrite> writes = [];

    private StatePlan() { }

    public IReadOnlyList<PlannedWrite> Writes => writes;

    /// <summary>Whether one of the writes is refused, so that none is made.</summary>
    public bool IsRefused => writes.Exists(write => write.Value is null);

    /// <summary>The changes to the state store, in order.</summary>
    public IReadOnlyList<StateChange> Changes =>
        [.. writes.Where(write => write.Place is not null).Select(write => new StateChange(write.Place!.Value, write.Value!.Value!))];

    /// <summary>Plans the writes.</summary>
    /// <param name="calls">The writes, in order. A later one builds on an earlier one.</param>
    /// <param name="catalog">The keys of the team.</param>
    /// <param name="state">The conversation's state.</param>
    /// <param name="places">The places in the state store.</param>
    /// <param name="values">The present values at these places.</param>
    public static StatePlan Of(
        IReadOnlyList<(CallId? Id, WriteCall Call)> calls,
        StateCatalog catalog,
        ConversationState state,
        IReadOnlyList<StatePlace> places,
        IReadOnlyList<StateValue> values
    )
    {
        var plan = new StatePlan();
        for (var index = 0; index < places.Count; index++)
            plan.working[places[index].Key] = values[index];
        foreach (var (id, call) in calls)
            plan.writes.Add(
                call.Key is { } key
                    ? plan.Plan(id, call, key, catalog.PlaceOf(key.Key, state.Customer), state)
                    : new PlannedWrite(id, null, null, null, null, call.Problem)
            );
        return plan;
    }

    private PlannedWrite Plan(CallId? id, WriteCall call, DeclaredKey key, StatePlace? place, ConversationState state)
    {
        var current = working.GetValueOrDefault(key.Name) ?? state.ValueOf(key.Key);
        if (key.Key.Merge == StateMerge.Reject && call.Expected != current.Revision)
            return new PlannedWrite(id, key, place, null, current, null);
        var (value, problem) = key.After(current.Value, call.Value);
        if (value is null)
            return new PlannedWrite(id, key, place, null, null, problem);
        var written = new StateValue(current.Revision + 1, value);
        working[key.Name] = written;
        return new PlannedWrite(id, key, place, written, null, null);
    }
}

/// <summary>One planned write: its new value, or the present value if the expected revision is stale, or a problem.</summary>
/// <param name="Id">The tool call; null if no model writes.</param>
/// <param name="Key">The key; null when there is a problem with it.</param>
/// <param name="Place">Its place in the state store; null if the journal holds it.</param>
/// <param name="Value">The value after it; null if it is not made.</param>
/// <param name="Stale">The present value if its revision is not the expected one.</param>
/// <param name="Problem">What is wrong.</param>
internal sealed record PlannedWrite(CallId? Id, DeclaredKey? Key, StatePlace? Place, StateValue? Value, StateValue? Stale, string? Problem);

using Baton.Journals.SharedStates;
using Baton.States;
using Baton.Teams.SharedStates;

namespace Baton.Performing.SharedStates;

/// <summary>
/// What writes that belong together come to, given what stands there: all of them, or for each why not. Pure.
/// </summary>
internal sealed class StatePlan
{
    private readonly Dictionary<string, StateValue> working = new(StringComparer.Ordinal);
    private readonly List<PlannedWrite> writes = [];

    private StatePlan()
    {
    }

    public IReadOnlyList<PlannedWrite> Writes => writes;

    /// <summary>Whether one of the writes cannot be made, so that none is.</summary>
    public bool IsRefused => writes.Exists(write => write.Value is null);

    /// <summary>What is to be changed outside of the journal, in order.</summary>
    public IReadOnlyList<StateChange> Changes => [.. writes.Where(write => write.Place is not null).Select(write => new StateChange(write.Place!.Value, write.Value!.Value!))];

    /// <summary>Plans.</summary>
    /// <param name="calls">The writes, in order: a later one finds what an earlier one leaves.</param>
    /// <param name="catalog">The keys of the team.</param>
    /// <param name="state">Where the conversation stands.</param>
    /// <param name="places">The places outside of the journal.</param>
    /// <param name="values">What stands at these places.</param>
    public static StatePlan Of(
        IReadOnlyList<(CallId? Id, WriteCall Call)> calls,
        StateCatalog catalog,
        ConversationState state,
        IReadOnlyList<StatePlace> places,
        IReadOnlyList<StateValue> values)
    {
        var plan = new StatePlan();
        for (var index = 0; index < places.Count; index++)
            plan.working[places[index].Key] = values[index];
        foreach (var (id, call) in calls)
            plan.writes.Add(call.Key is { } key ? plan.Plan(id, call, key, catalog.PlaceOf(key.Key, state.Customer), state) : new PlannedWrite(id, null, null, null, null, call.Problem));
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

/// <summary>One write, planned: what it makes, or what stands there instead of what was expected, or what is wrong.</summary>
/// <param name="Id">The tool call that asks for it; null when no model does.</param>
/// <param name="Key">The key; null when there is a problem with it.</param>
/// <param name="Place">Where it lies outside of the journal; null when it lies there.</param>
/// <param name="Value">What stands there afterwards; null when it is not made.</param>
/// <param name="Stale">What stands there at another revision than was expected.</param>
/// <param name="Problem">What is wrong.</param>
internal sealed record PlannedWrite(CallId? Id, DeclaredKey? Key, StatePlace? Place, StateValue? Value, StateValue? Stale, string? Problem);

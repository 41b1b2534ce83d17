using Baton.Conversations.States;
using Baton.Conversations.Steps;
using Baton.Teams;

namespace Baton.SharedStates.Writing;

/// <summary>
/// What the writes of one reply come to, given what stands there: all of them, or for each why not. Pure.
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
    /// <param name="member">Who writes.</param>
    /// <param name="state">Where the conversation stands.</param>
    /// <param name="places">The places outside of the journal.</param>
    /// <param name="values">What stands at these places.</param>
    public static StatePlan Of(
        IReadOnlyList<(DueWrite Due, WriteCall Call)> calls,
        TeamMember member,
        ConversationState state,
        IReadOnlyList<StatePlace> places,
        IReadOnlyList<StateValue> values)
    {
        var plan = new StatePlan();
        for (var index = 0; index < places.Count; index++)
            plan.working[places[index].Key] = values[index];
        foreach (var (due, call) in calls)
            plan.writes.Add(call.Key is { } key ? plan.Plan(due, call, key, member.State.PlaceOf(key.Key, state), state) : new PlannedWrite(due, null, null, null, null, call.Problem));
        return plan;
    }

    private PlannedWrite Plan(DueWrite due, WriteCall call, DeclaredKey key, StatePlace? place, ConversationState state)
    {
        var current = working.GetValueOrDefault(key.Name) ?? state.ValueOf(key.Key);
        if (key.Key.Merge == StateMerge.Reject && call.Expected != current.Revision)
            return new PlannedWrite(due, key, place, null, current, null);
        var (value, problem) = key.After(current.Value, call.Value);
        if (value is null)
            return new PlannedWrite(due, key, place, null, null, problem);
        var written = new StateValue(current.Revision + 1, value);
        working[key.Name] = written;
        return new PlannedWrite(due, key, place, written, null, null);
    }
}

/// <summary>One write, planned: what it makes, or what stands there instead of what was expected, or what is wrong.</summary>
internal sealed record PlannedWrite(DueWrite Due, DeclaredKey? Key, StatePlace? Place, StateValue? Value, StateValue? Stale, string? Problem);

using Baton.Conversations.Steps;
using Baton.Journals.Entries;
using Baton.SharedStates;
using Baton.SharedStates.Tools;
using Baton.SharedStates.Writing;
using Baton.Teams;

namespace Baton.Conversations.Performing;

/// <summary>
/// Makes the writes of one reply, together or not at all. What lies outside of the journal is changed first, once under the first call's
/// id, and then one entry tells of all writes: a crash between the two leaves a change that is found again under its id.
/// </summary>
internal sealed class StateWriter(Team team, IStateStore? store)
{
    public async ValueTask WriteAsync(Step.WriteState step, Line line, CancellationToken cancellationToken)
    {
        await line.Writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await WriteAloneAsync(step, line, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            line.Writing.Release();
        }
    }

    private async ValueTask WriteAloneAsync(Step.WriteState step, Line line, CancellationToken cancellationToken)
    {
        var member = team[step.Participant];
        if (line.State.Turn!.Writes.IsEmpty && await RefusalAsync(step, member, line, cancellationToken).ConfigureAwait(false) is { } refused)
        {
            End(refused.Select(write => WriteResult.NotMade(member, write)), line);
            return;
        }

        var made = line.State.Turn.Writes.Where(write => write.CallId is not null).ToDictionary(write => write.CallId!.Value);
        End(step.Writes.Select(due => made.TryGetValue(due.Call.CallId, out var write) ? WriteResult.Made(member, write) : WriteResult.Lost(member, due)), line);
    }

    /// <summary>Writes that the calls begin, those that have not.</summary>
    public static void Begin(Step.WriteState step, Line line)
    {
        foreach (var write in step.Writes.Where(write => !line.State.Turn!.Begun.Contains(write.Call.CallId)))
        {
            line.Add(new ToolCallBegun
            {
                Participant = step.Participant,
                Tool = WriteState.ToolName,
                CallId = write.Call.CallId,
                Arguments = write.Call.Arguments,
            });
        }
    }

    private static void End(IEnumerable<ToolCallEnded> ends, Line line)
    {
        foreach (var end in ends.ToList().Where(end => !line.State.Turn!.Ended.Contains(end.CallId)))
            line.Add(end);
    }

    /// <summary>Writes, or says why each write is not made.</summary>
    private async ValueTask<IReadOnlyList<PlannedWrite>?> RefusalAsync(Step.WriteState step, TeamMember member, Line line, CancellationToken cancellationToken)
    {
        var state = line.State;
        var calls = step.Writes.Select(due => (Due: due, Call: WriteCall.Of(due, member))).ToList();
        var places = calls.Select(call => call.Call.Key is { } key ? team.StateCatalog.PlaceOf(key.Key, state) : null).OfType<StatePlace>().Distinct().ToList();
        var isHopeless = calls.Exists(call => call.Call.Problem is not null) || step.Writes.Any(write => state.Turn!.Ended.Contains(write.Call.CallId));
        if (isHopeless || places.Count == 0)
        {
            // Some ends of refused writes may be there from before a crash: then the others are refused as well.
            var standing = places.Count == 0 ? [] : await store!.ReadAsync(places, cancellationToken).ConfigureAwait(false);
            var alone = StatePlan.Of(calls, member, state, places, standing);
            if (isHopeless || alone.IsRefused)
                return alone.Writes;
            Tell(step, alone.Writes.Select(write => Written(write, write.Value!)), line);
            return null;
        }

        // The same call must have the same id after a crash.
        await line.CommitAsync().ConfigureAwait(false);
        var plan = StatePlan.Of(calls, member, state, places, [.. places.Select(_ => StateValue.None)]);
        var made = await store!.UpdateAsync(step.Writes[0].Call.CallId.Value, places, Plan, cancellationToken).ConfigureAwait(false);
        if (made.Count == 0)
            return plan.Writes;
        // An update that was made before a crash is found again, even where the team has changed since and would plan otherwise.
        var left = new Queue<StateValue>(made);
        var values = plan.Writes.Select(write => (Write: write, Value: write.Place is null ? write.Value : left.TryDequeue(out var one) ? one : null));
        Tell(step, values.Where(pair => pair.Value is not null).Select(pair => Written(pair.Write, pair.Value!)), line);
        return null;

        IReadOnlyList<StateChange>? Plan(IReadOnlyList<StateValue> standing)
        {
            plan = StatePlan.Of(calls, member, state, places, standing);
            return plan.IsRefused ? null : plan.Changes;
        }
    }

    private static StateWrite Written(PlannedWrite write, StateValue value) => new()
    {
        CallId = write.Due.Call.CallId,
        Scope = write.Key!.Key.Scope,
        Key = write.Key.Name,
        Revision = value.Revision,
        Value = value.Value!,
    };

    private static void Tell(Step.WriteState step, IEnumerable<StateWrite> writes, Line line) =>
        line.Add(new StateWritten { Participant = step.Participant, Writes = [.. writes] });
}

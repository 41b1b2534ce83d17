using Baton.Deciding;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Performing.Sessions;
using Baton.States;
using Baton.Teams;
using Baton.Teams.SharedStates;

namespace Baton.Performing.SharedStates;

/// <summary>
/// Writes shared state for a reply, a program or a person, all writes or none. The state store is changed first, once for the first call's
/// id, and then one entry records all writes. After a crash between the two, the change is found again by its id.
/// </summary>
internal sealed class StateWriter(Team team, IJournal journal)
{
    public async ValueTask WriteAsync(Step.WriteState step, LegSession session, CancellationToken cancellationToken)
    {
        await session.Writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await WriteAloneAsync(step, session, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            session.Writing.Release();
        }
    }

    private async ValueTask WriteAloneAsync(Step.WriteState step, LegSession session, CancellationToken cancellationToken)
    {
        var member = team[step.Participant];
        if (
            session.State.Turn!.Reply!.Writes.IsEmpty
            && await RefusalAsync(step, member, session, cancellationToken).ConfigureAwait(false) is { } refused
        )
        {
            End(refused.Select(write => WriteResult.NotMade(member, write)), session);
            return;
        }

        var made = session.State.Turn.Reply!.Writes.Where(write => write.CallId is not null).ToDictionary(write => write.CallId!.Value);
        End(
            step.Writes.Select(due =>
                made.TryGetValue(due.Call.CallId, out var write) ? WriteResult.Made(member, write) : WriteResult.Lost(member, due)
            ),
            session
        );
    }

    /// <summary>Adds <c>tool_call_begun</c> for the calls that have not begun.</summary>
    public static void Begin(Step.WriteState step, LegSession session)
    {
        foreach (var write in step.Writes.Where(write => !session.State.Turn!.HasBegun(write.Call.CallId)))
        {
            session.Add(
                new ToolCallBegun
                {
                    Participant = step.Participant,
                    Tool = WriteState.ToolName,
                    CallId = write.Call.CallId,
                    Arguments = write.Call.Arguments,
                }
            );
        }
    }

    private static void End(IEnumerable<ToolCallEnded> ends, LegSession session)
    {
        foreach (var end in ends.ToList().Where(end => !session.State.Turn!.HasEnded(end.CallId)))
            session.Add(end);
    }

    /// <summary>Makes the writes, or returns why each is refused.</summary>
    private async ValueTask<IReadOnlyList<PlannedWrite>?> RefusalAsync(
        Step.WriteState step,
        TeamMember member,
        LegSession session,
        CancellationToken cancellationToken
    )
    {
        var state = session.State;
        var author = StateAuthor.Of(member);
        var calls = step.Writes.Select(due => (Id: (CallId?)due.Call.CallId, Call: WriteCall.Of(due, author))).ToList();
        var places = PlacesOf(calls, state);
        var isHopeless =
            calls.Exists(call => call.Call.Problem is not null) || step.Writes.Any(write => state.Turn!.HasEnded(write.Call.CallId));
        if (isHopeless)
        {
            // If some calls ended as refused before a crash, the others are refused as well.
            var standing = places.Count == 0 ? [] : await journal.ReadStateAsync(places, cancellationToken).ConfigureAwait(false);
            return StatePlan.Of(calls, team.StateCatalog, state, places, standing).Writes;
        }

        // Committed first, so that the call has the same id after a crash.
        if (places.Count > 0)
            await session.CommitAsync().ConfigureAwait(false);
        var (plan, made) = await MakeAsync(step.Writes[0].Call.CallId.Value, calls, places, state, cancellationToken).ConfigureAwait(false);
        if (made is null)
            return plan.Writes;
        session.Add(new StateWritten { Participant = step.Participant, Writes = made });
        return null;
    }

    /// <summary>Writes for a program or a person: all or none, and once for an id.</summary>
    public async ValueTask<StateEditing> EditAsync(
        IReadOnlyList<StateEdit> edits,
        string id,
        StateAuthor author,
        string? by,
        LegSession session,
        CancellationToken cancellationToken
    )
    {
        await session.Writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var state = session.State;
            var calls = edits.Select(edit => (Id: (CallId?)null, Call: WriteCall.Of(edit, author))).ToList();
            var (plan, made) = await MakeAsync($"{session.Id.Value}:{id}", calls, PlacesOf(calls, state), state, cancellationToken)
                .ConfigureAwait(false);
            if (made is null)
                return StateEditing.NotMade(edits, plan.Writes, author);
            var written = new StateWritten
            {
                Participant = author.Name,
                Writes = made,
                By = by,
                Id = id,
            };
            session.Add(written);
            await session.CommitAsync().ConfigureAwait(false);
            return StateEditing.Made(written, author);
        }
        finally
        {
            session.Writing.Release();
        }
    }

    private List<StatePlace> PlacesOf(List<(CallId? Id, WriteCall Call)> calls, ConversationState state) =>
        [
            .. calls
                .Select(call => call.Call.Key is { } key ? team.StateCatalog.PlaceOf(key.Key, state.Customer) : null)
                .OfType<StatePlace>()
                .Distinct(),
        ];

    // The writes that were made; null if none were, and the plan says why.
    private async ValueTask<(StatePlan Plan, List<StateWrite>? Made)> MakeAsync(
        string id,
        List<(CallId? Id, WriteCall Call)> calls,
        List<StatePlace> places,
        ConversationState state,
        CancellationToken cancellationToken
    )
    {
        var plan = StatePlan.Of(calls, team.StateCatalog, state, places, [.. places.Select(_ => StateValue.None)]);
        if (places.Count == 0)
            return (plan, plan.IsRefused ? null : [.. plan.Writes.Select(write => Written(write, write.Value!))]);
        var made = await journal.UpdateStateAsync(id, places, Plan, cancellationToken).ConfigureAwait(false);
        if (made.Count == 0)
            return (plan, null);
        // An update from before a crash is found again, even if the team has changed since and the plan would differ.
        var left = new Queue<StateValue>(made);
        var values = plan.Writes.Select(write =>
            (
                Write: write,
                Value: write.Place is null ? write.Value
                : left.TryDequeue(out var one) ? one
                : null
            )
        );
        return (plan, [.. values.Where(pair => pair.Value is not null).Select(pair => Written(pair.Write, pair.Value!))]);

        IReadOnlyList<StateChange>? Plan(IReadOnlyList<StateValue> standing)
        {
            plan = StatePlan.Of(calls, team.StateCatalog, state, places, standing);
            return plan.IsRefused ? null : plan.Changes;
        }
    }

    private static StateWrite Written(PlannedWrite write, StateValue value) =>
        new()
        {
            CallId = write.Id,
            Scope = write.Key!.Key.Scope,
            Key = write.Key.Name,
            Revision = value.Revision,
            Value = value.Value!,
        };
}

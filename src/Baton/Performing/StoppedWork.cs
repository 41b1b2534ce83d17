using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Baton.Performing.Tools;
using Baton.States;

namespace Baton.Performing;

/// <summary>
/// Ends work that was stopped where it was. The outcome of calls that were running is unknown, and nothing more is begun. Hold
/// <see cref="LegSession.Sync"/> meanwhile.
/// </summary>
internal static class StoppedWork
{
    /// <summary>The leg and those that it opened end with their answers so far.</summary>
    public static void End(LegSession leg, LegOutcome outcome, Failure failure)
    {
        EndCalls(leg, outcome, failure);
        var state = leg.State;
        leg.Add(
            new LegEnded
            {
                Participant = state.Holder,
                Outcome = outcome,
                Report = string.Join("\n\n", state.Turn!.Parts.Select(part => part.Text)),
                Issues = [.. state.Ledger.Scope!.OrderBy(issue => issue.Value)],
                Cause = failure.Cause,
                Detail = failure.Detail,
            }
        );
    }

    /// <summary>The calls that were running end, and so do the legs that were opened.</summary>
    public static void EndCalls(LegSession leg, LegOutcome outcome, Failure failure)
    {
        var state = leg.State;
        foreach (var child in state.Legs.Values.Where(child => child.End is null))
            End(leg.Of(child.Name), outcome, failure);
        foreach (
            var call in (state.Turn!.Reply?.Entry.Calls ?? []).Where(call =>
                state.Turn.HasBegun(call.CallId) && !state.Turn.HasEnded(call.CallId)
            )
        )
            leg.Add(ToolRunner.Unknown(state.Holder, call));
    }
}

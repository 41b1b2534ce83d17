using System.Runtime.CompilerServices;
using Baton.Deciding;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Healths;
using Baton.Performing.Models;
using Baton.Performing.Routers;
using Baton.Performing.Sessions;
using Baton.Performing.SharedStates;
using Baton.Performing.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Baton.Performing;

/// <summary>Carries out steps: the only place that touches the world. It adds what happened as entries to the session.</summary>
internal sealed class Performer
{
    private readonly Team team;
    private readonly ModelBindings bindings;
    private readonly ModelCaller modelCaller;
    private readonly MessageRouter messageRouter;
    private readonly SummaryCaller summaryCaller;
    private readonly ToolCaller toolCaller;
    private readonly StateWriter stateWriter;

    public Performer(Team team, Func<Agent, IChatClient> models, RuntimeOptions options, IJournal journal, ILogger logger)
    {
        this.team = team;
        bindings = new ModelBindings(team, models, options);
        modelCaller = new ModelCaller(team, bindings, options, logger);
        messageRouter = new MessageRouter(team, options, logger);
        summaryCaller = new SummaryCaller(team, bindings, options, logger);
        toolCaller = new ToolCaller(team, options, journal, logger);
        stateWriter = new StateWriter(team, journal);
    }

    /// <summary>The health of all models that were called.</summary>
    public IReadOnlyList<ParticipantHealth> Health => bindings.ReadHealth();

    /// <summary>Carries out one step, after <see cref="Append"/>.</summary>
    /// <param name="step">The step. Wait and close are not performed.</param>
    /// <param name="session">The conversation or leg whose step it is.</param>
    /// <param name="run">The turn's reader and deadline.</param>
    /// <param name="cancellationToken">Stops the step. The conversation can be resumed from there.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask PerformAsync(Step step, LegSession session, TurnRun run, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case Step.CallModel call:
                await modelCaller.CallAsync(team[call.Participant], session, run, cancellationToken).ConfigureAwait(false);
                break;
            case Step.RouteMessage route:
                await messageRouter.RouteAsync(route, session, cancellationToken).ConfigureAwait(false);
                break;
            case Step.CallTools call:
                await toolCaller.CallAsync(call, session, run, cancellationToken).ConfigureAwait(false);
                break;
            case Step.WriteState write:
                await stateWriter.WriteAsync(write, session, cancellationToken).ConfigureAwait(false);
                break;
            case Step.Summarise summarise:
                await summaryCaller.CallAsync(summarise.Task, session, run, cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new InvalidOperationException($"{step.GetType().Name} is not a step to perform.");
        }
    }

    /// <summary>
    /// Appends the part of a step that needs no I/O: all of it, or that its calls begin, so that the next decision in any leg counts them.
    /// </summary>
    /// <returns>Whether the step is done.</returns>
    public bool Append(Step step, LegSession session)
    {
        switch (step)
        {
            case Step.CallModel call:
                modelCaller.Begin(team[call.Participant], session);
                return false;
            case Step.CallTools call:
                ToolCaller.Begin(call, session);
                return false;
            case Step.WriteState write:
                StateWriter.Begin(write, session);
                return false;
            case Step.Correct correct:
                Correct(correct, session);
                return true;
            case Step.HandOff handOff:
                return AppendAll(session, handOff.Changes, handOff.Handoff);
            case Step.Delegate delegation:
                return AppendAll(session, delegation.Changes, [.. delegation.Handoffs]);
            case Step.EndLeg end:
                return AppendAll(session, end.Changes, end.End);
            case Step.AskApproval asking:
                return AppendAll(session, asking.Requests);
            case Step.UpdateIssues update:
                return AppendAll(session, update.Entries);
            case Step.Note note:
                return AppendAll(session, note.Entries);
            case Step.OpenTicket opening:
                return AppendAll(session, opening.Changes, opening.Ticket);
            case Step.TellOfWait telling:
                return AppendAll(session, [], telling.Answer);
            case Step.Reply reply:
                return AppendAll(session, reply.Changes, reply.Answer);
            case Step.GiveUp giveUp:
                return AppendAll(session, giveUp.Changes, giveUp.Answer);
            default:
                return false;
        }
    }

    private static bool AppendAll(LegSession session, IEnumerable<JournalEntry> changes, params ReadOnlySpan<JournalEntry> entries)
    {
        session.AddRange(changes);
        foreach (var entry in entries)
            session.Add(entry);
        return true;
    }

    private static void Correct(Step.Correct correct, LegSession session)
    {
        session.AddRange(correct.Accepted);
        ToolCaller.Refuse(correct.Participant, correct.Refused, session);
        session.Add(
            new AttemptFailed
            {
                Participant = correct.Participant,
                Cause = correct.Fault.Cause,
                Fault = correct.Fault.Kind,
                Detail = correct.Detail,
                Told = correct.Correction,
            }
        );
    }
}

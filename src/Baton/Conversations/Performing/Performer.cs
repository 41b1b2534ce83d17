using Baton.Agents;
using Baton.Conversations.Steps;
using Baton.Journals.Entries;
using Baton.SharedStates;
using Baton.Teams;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Baton.Conversations.Performing;

/// <summary>Carries out steps: the only place that touches the world. What happened comes back as entries of the session.</summary>
internal sealed class Performer
{
    private readonly Team team;
    private readonly ModelCaller modelCaller;
    private readonly SummaryCaller summaryCaller;
    private readonly ToolCaller toolCaller;
    private readonly StateWriter stateWriter;

    public Performer(Team team, Func<Agent, IChatClient> models, RuntimeOptions options, IStateStore? store, ILogger logger)
    {
        this.team = team;
        var bindings = new ModelBindings(models);
        modelCaller = new ModelCaller(team, bindings, options, logger);
        summaryCaller = new SummaryCaller(team, bindings, options, logger);
        toolCaller = new ToolCaller(team, options, store, logger);
        stateWriter = new StateWriter(team, store);
    }

    /// <summary>Carries out one step.</summary>
    /// <param name="step">The step; wait and close are not performed.</param>
    /// <param name="session">The conversation.</param>
    /// <param name="deltas">Who reads text as it is written, or null when nobody does and the model need not stream.</param>
    /// <param name="cancellationToken">Stops the step where it is; the conversation can be resumed from there.</param>
    public async ValueTask PerformAsync(Step step, Session session, Action<TextDelta>? deltas, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case Step.CallModel call:
                await modelCaller.CallAsync(team[call.Participant], session, deltas, cancellationToken).ConfigureAwait(false);
                break;
            case Step.CallTools call:
                await toolCaller.CallAsync(call, session, cancellationToken).ConfigureAwait(false);
                break;
            case Step.WriteState write:
                await stateWriter.WriteAsync(write, session, cancellationToken).ConfigureAwait(false);
                break;
            case Step.UpdateIssues update:
                session.AddRange(update.Entries);
                break;
            case Step.Summarise summarise:
                await summaryCaller.CallAsync(summarise.Task, session, cancellationToken).ConfigureAwait(false);
                break;
            case Step.Correct correct:
                Correct(correct, session);
                break;
            case Step.HandOff handOff:
                session.AddRange(handOff.Changes);
                session.Add(handOff.Handoff);
                break;
            case Step.AskApproval asking:
                session.AddRange(asking.Requests);
                break;
            case Step.OpenTicket opening:
                session.AddRange(opening.Changes);
                session.Add(opening.Ticket);
                break;
            case Step.TellOfWait telling:
                session.Add(telling.Answer);
                await session.CommitAsync().ConfigureAwait(false);
                break;
            case Step.Reply reply:
                session.AddRange(reply.Changes);
                session.Add(reply.Answer);
                await session.CommitAsync().ConfigureAwait(false);
                break;
            case Step.GiveUp giveUp:
                session.AddRange(giveUp.Changes);
                session.Add(giveUp.Answer);
                await session.CommitAsync().ConfigureAwait(false);
                break;
            default:
                throw new InvalidOperationException($"{step.GetType().Name} is no step to perform.");
        }
    }

    private static void Correct(Step.Correct correct, Session session)
    {
        session.AddRange(correct.Accepted);
        ToolCaller.Refuse(correct.Participant, correct.Refused, session);
        session.Add(new AttemptFailed
        {
            Participant = correct.Participant,
            Cause = correct.Failure.Cause,
            Detail = correct.Failure.Detail,
            Told = correct.Told,
        });
    }
}

using Baton.Agents;
using Baton.Conversations.Steps;
using Baton.Conversations.Views;
using Baton.Handoffs.Constraints;
using Baton.Handoffs.Histories;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Baton.Conversations.Performing;

/// <summary>Carries out steps: the only place that touches the world. What happened comes back as entries of the session.</summary>
internal sealed class Performer(Team team, Func<Agent, IChatClient> models, RuntimeOptions options, ILogger logger)
{
    private readonly Dictionary<string, ModelBinding> bindings = [];
    private readonly Lock bindingsGate = new();
    private readonly ToolRunner toolRunner = new(options, logger);
    private readonly GuardPost guards = new(team.Guards, logger);

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
                await CallModelAsync(team[call.Participant], session, deltas, cancellationToken).ConfigureAwait(false);
                break;
            case Step.CallTools call:
                await CallToolsAsync(call, session, cancellationToken).ConfigureAwait(false);
                break;
            case Step.Correct correct:
                Correct(correct, session);
                break;
            case Step.HandOff handOff:
                session.AddRange(handOff.Changes);
                session.Add(handOff.Handoff);
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
        Refuse(correct.Participant, correct.Refused, session);
        session.Add(new AttemptFailed
        {
            Participant = correct.Participant,
            Cause = correct.Failure.Cause,
            Detail = correct.Failure.Detail,
            Told = correct.Told,
        });
    }

    private static void Refuse(string participant, IReadOnlyList<RefusedCall> calls, Session session)
    {
        foreach (var (call, told) in calls)
        {
            session.Add(new ToolCallEnded
            {
                Participant = participant,
                Tool = call.Name,
                CallId = call.CallId,
                Outcome = ToolOutcome.Refused,
                Result = $"Error: {told}",
            });
        }
    }

    private async ValueTask CallModelAsync(TeamMember member, Session session, Action<TextDelta>? deltas, CancellationToken cancellationToken)
    {
        var agent = member.Agent;
        ModelBinding binding;
        using var timeout = new CancellationTokenSource(team.Limits.ModelTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            binding = BindingFor(agent);
            session.Add(new ModelCallBegun { Participant = agent.Name, Model = binding.Label });
            var agentView = session.ViewFor(agent.Name, () => new AgentView(team, member, binding.Label));
            var view = agentView.Messages(session.Entries, session.State, session.Transcript);
            if (!view.FitsIn((int)(agent.ContextWindow / (agent.History ?? team.History).Margin)))
            {
                Fail(FailureCause.ContextTooLong, $"What {agent.Name} would read is longer than its window of {agent.ContextWindow} tokens.");
                return;
            }

            var limits = Access.LimitsOn(member, session.State);
            var shown = limits.IsNone ? member.Shown : member.ShownWithin(new Access(member.Grants, limits));
            if (agentView.SummaryTo > 0)
                shown = [.. shown, ReadHistory.Tool.Function];
            var request = new ChatOptions { Tools = shown.Count > 0 ? shown : null };
            if (await guards.RefuseInputAsync(session.Id, agent.Name, view, either.Token).ConfigureAwait(false) is { } unread)
            {
                Fail(FailureCause.InputRefused, unread);
                return;
            }

            var asking = deltas is null || guards.ChecksOutput
                ? binding.Client.GetResponseAsync(view, request, either.Token)
                : StreamAsync(binding.Client, view, request, agent.Name, session, deltas, either.Token);
            await WriteBehindAsync(asking, session).ConfigureAwait(false);
            var response = await asking.WaitAsync(either.Token).ConfigureAwait(false);
            var reply = ReplyRecord.Of(response, agent.Name, binding.Label, session);
            var unsaid = await guards.RefuseOutputAsync(session.Id, agent.Name, reply.Text, either.Token).ConfigureAwait(false);
            session.Add(reply);
            if (unsaid is not null)
                Fail(FailureCause.OutputRefused, unsaid, session.State.Turn!.Corrections == 0 ? $"Your reply was refused. {unsaid} Answer again." : null);
            else if (guards.ChecksOutput && deltas is not null && reply.Text is { } checkedText)
                await ShowAsync(session, deltas, new TextDelta(agent.Name, checkedText)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (JournalException)
        {
            throw;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            Fail(FailureCause.ModelTimeout, $"The model gave no answer within {team.Limits.ModelTimeout.TotalSeconds:0.###} s.");
        }
        catch (Exception exception)
        {
            RuntimeLog.ModelFailed(logger, exception, agent.Name, session.Id);
            Fail(FailureCause.ModelError, ErrorText.Of(exception));
        }

        void Fail(FailureCause cause, string detail, string? told = null) =>
            session.Add(new AttemptFailed { Participant = agent.Name, Cause = cause, Detail = detail, Told = told });
    }

    // Words follow deeds: what led to this text is on disk before anybody reads it.
    private static async ValueTask ShowAsync(Session session, Action<TextDelta> deltas, TextDelta delta)
    {
        await session.CommitAsync().ConfigureAwait(false);
        deltas(delta);
    }

    private static async Task<ChatResponse> StreamAsync(
        IChatClient client,
        ModelView view,
        ChatOptions request,
        string participant,
        Session session,
        Action<TextDelta> deltas,
        CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync(view, request, cancellationToken).ConfigureAwait(false))
        {
            updates.Add(update);
            if (update.Text is not { Length: > 0 } text)
                continue;
            await ShowAsync(session, deltas, new TextDelta(participant, text)).ConfigureAwait(false);
        }

        return updates.ToChatResponse();
    }

    private async ValueTask CallToolsAsync(Step.CallTools step, Session session, CancellationToken cancellationToken)
    {
        Refuse(step.Participant, step.Forbidden, session);
        var running = new List<Task<ToolCallEnded>>();
        var toRun = new List<DueToolCall>();
        foreach (var due in step.Calls)
        {
            if (due.InDoubt && due.Tool.Effect == ToolEffect.Once)
                session.Add(ToolRunner.Unknown(step.Participant, due));
            else
                toRun.Add(due);
        }

        foreach (var due in toRun.Where(due => !due.InDoubt))
        {
            session.Add(new ToolCallBegun
            {
                Participant = step.Participant,
                Tool = due.Tool.Name,
                CallId = due.Call.CallId,
                Arguments = due.Call.Arguments,
            });
        }

        // A repeated call must have the same id, and one that must not be repeated must be known to have begun.
        if (toRun.Exists(due => due.Tool.Effect != ToolEffect.ReadOnly))
            await session.CommitAsync().ConfigureAwait(false);
        foreach (var due in toRun)
            running.Add(toolRunner.RunAsync(session, team[step.Participant], due, cancellationToken));
        while (running.Count > 0)
        {
            var next = Task.WhenAny(running);
            await WriteBehindAsync(next, session).ConfigureAwait(false);
            var ended = await next.ConfigureAwait(false);
            running.Remove(ended);
            session.Add(await ended.ConfigureAwait(false));
        }
    }

    /// <summary>Writes the entries so far while the world takes its time, if it takes long enough.</summary>
    private async ValueTask WriteBehindAsync(Task work, Session session)
    {
        if (work.IsCompleted || !session.HasPending)
            return;
        using var stop = new CancellationTokenSource();
        var grace = Task.Delay(options.WriteBehind, options.TimeProvider, stop.Token);
        if (await Task.WhenAny(work, grace).ConfigureAwait(false) == grace)
            await session.CommitAsync().ConfigureAwait(false);
        else
            await stop.CancelAsync().ConfigureAwait(false);
    }

    private ModelBinding BindingFor(Agent agent)
    {
        lock (bindingsGate)
        {
            if (!bindings.TryGetValue(agent.Name, out var binding))
                bindings.Add(agent.Name, binding = ModelBinding.For(agent, models));
            return binding;
        }
    }
}

using Baton.Conversations.Views;
using Baton.Handoffs.Constraints;
using Baton.Handoffs.Histories;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Baton.Conversations.Performing;

/// <summary>Asks an agent's model, with guards before and behind it. Whatever goes wrong comes back as an entry.</summary>
internal sealed class ModelCaller(Team team, ModelBindings bindings, RuntimeOptions options, ILogger logger)
{
    private readonly GuardPost guards = new(team.Guards, logger);

    /// <summary>Writes that the member's model is being asked, or why it cannot be.</summary>
    /// <returns>Whether it is to be asked.</returns>
    public bool Begin(TeamMember member, Line line)
    {
        try
        {
            line.Add(new ModelCallBegun { Participant = member.Agent.Name, Model = bindings.For(member.Agent).Label });
            return true;
        }
        catch (Exception exception) when (exception is not JournalException)
        {
            RuntimeLog.ModelFailed(logger, exception, member.Agent.Name, line.Id);
            line.Add(new AttemptFailed { Participant = member.Agent.Name, Cause = FailureCause.ModelError, Detail = ErrorText.Of(exception) });
            return false;
        }
    }

    /// <summary>Asks the member's model once, after <see cref="Begin"/>.</summary>
    public async ValueTask CallAsync(TeamMember member, Line line, Action<TextDelta>? deltas, CancellationToken cancellationToken)
    {
        var agent = member.Agent;
        var binding = bindings.For(agent);
        using var timeout = new CancellationTokenSource(team.Limits.ModelTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var limits = Access.LimitsOn(member, line.State);
            var eyes = member.EyesWithin(limits);
            var window = (int)(agent.ContextWindow / (agent.History ?? team.History).Margin);
            var (view, fits, summaryTo) = line.Read(agent.Name, eyes.Clearance, () => new AgentView(team, member, eyes, binding.Label), window);
            if (!fits)
            {
                Fail(FailureCause.ContextTooLong, $"What {agent.Name} would read is longer than its window of {agent.ContextWindow} tokens.");
                return;
            }

            var shown = Access.Of(member, line.State) is { IsPlain: false } access ? member.ShownWithin(access) : member.Shown;
            if (summaryTo > 0)
                shown = [.. shown, ReadHistory.Tool.Function];
            var request = new ChatOptions { Tools = shown.Count > 0 ? shown : null };
            if (await guards.RefuseInputAsync(line.Id, agent.Name, view, either.Token).ConfigureAwait(false) is { } unread)
            {
                Fail(FailureCause.InputRefused, unread);
                return;
            }

            var asking = deltas is null || guards.ChecksOutput
                ? binding.Client.GetResponseAsync(view, request, either.Token)
                : StreamAsync(binding.Client, view, request, agent.Name, line, deltas, either.Token);
            await line.WriteBehindAsync(asking, options).ConfigureAwait(false);
            var response = await asking.WaitAsync(either.Token).ConfigureAwait(false);
            var reply = ReplyRecord.Of(response, agent.Name, binding.Label, line);
            var unsaid = await guards.RefuseOutputAsync(line.Id, agent.Name, reply.Text, either.Token).ConfigureAwait(false);
            line.Add(reply);
            if (unsaid is not null)
                Fail(FailureCause.OutputRefused, unsaid, line.State.Turn!.Corrections == 0 ? $"Your reply was refused. {unsaid} Answer again." : null);
            else if (guards.ChecksOutput && deltas is not null && reply.Text is { } checkedText)
                await ShowAsync(line, deltas, new TextDelta(agent.Name, checkedText)).ConfigureAwait(false);
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
            RuntimeLog.ModelFailed(logger, exception, agent.Name, line.Id);
            Fail(FailureCause.ModelError, ErrorText.Of(exception));
        }

        void Fail(FailureCause cause, string detail, string? told = null) =>
            line.Add(new AttemptFailed { Participant = agent.Name, Cause = cause, Detail = detail, Told = told });
    }

    // Words follow deeds: what led to this text is on disk before anybody reads it.
    private static async ValueTask ShowAsync(Line line, Action<TextDelta> deltas, TextDelta delta)
    {
        await line.CommitAsync().ConfigureAwait(false);
        deltas(delta);
    }

    private static async Task<ChatResponse> StreamAsync(
        IChatClient client,
        ModelView view,
        ChatOptions request,
        string participant,
        Line line,
        Action<TextDelta> deltas,
        CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync(view, request, cancellationToken).ConfigureAwait(false))
        {
            updates.Add(update);
            if (update.Text is not { Length: > 0 } text)
                continue;
            await ShowAsync(line, deltas, new TextDelta(participant, text)).ConfigureAwait(false);
        }

        return updates.ToChatResponse();
    }
}

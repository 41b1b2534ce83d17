using Baton.Conversations.Views;
using Baton.Fallbacks;
using Baton.Handoffs.Constraints;
using Baton.Handoffs.Histories;
using Baton.Journals.Entries;
using Baton.Teams;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Baton.Conversations.Performing;

/// <summary>
/// Asks an agent's model, with guards before and behind it: the same model again after a failure that passes, then the agent's other
/// models in their order. Whatever goes wrong comes back as entries.
/// </summary>
internal sealed class ModelCaller(Team team, ModelBindings bindings, RuntimeOptions options, ILogger logger)
{
    private static readonly ModelFailure NoModel = new() { Kind = ModelFailureKind.Permanent, Cause = FailureCause.ModelDenied };

    private static readonly ModelFailure OverTime = new() { Kind = ModelFailureKind.Permanent, Cause = FailureCause.TimeOver };

    private static readonly ModelFailure Unread = new() { Kind = ModelFailureKind.Refused, Cause = FailureCause.InputRefused };

    private static readonly ModelFailure Filtered = new() { Kind = ModelFailureKind.Refused, Cause = FailureCause.ContentFiltered };

    private readonly GuardPost guards = new(team.Guards, logger);

    /// <summary>Asks the member's models for one reply.</summary>
    public async ValueTask CallAsync(TeamMember member, Line line, TurnRun run, CancellationToken cancellationToken)
    {
        var agent = member.Agent;
        // Models that failed in this turn are passed over for the rest of it.
        var passed = line.State.Turn!.PassedBy(agent.Name);
        var models = Math.Max(1, agent.Models.Count);
        var asked = new HashSet<string>();
        (ModelFault Fault, string? Label)? last = null;
        for (var place = 0; place < models; place++)
        {
            var (binding, fault) = Open(agent, place);
            var label = binding?.Label ?? agent.WithModel(place).Model;
            // Two names may mean one model, such as when all are overridden by one.
            if (label is not null && !asked.Add(label) && (last is not null || place < models - 1))
                continue;
            if (place < Math.Min(passed, models - 1))
                continue;
            if (last is { } failed)
                line.Add(PassOn(agent.Name, failed.Fault, failed.Label, label));
            fault ??= await AskAsync(member, binding!, line, run, Voices(member, line, models - place), cancellationToken).ConfigureAwait(false);
            if (fault is null)
                return;
            Tell(fault, agent.Name, label, line.Id);
            last = (fault, label);
            if (fault.IsOwn)
                break;
        }

        line.Add(new AttemptFailed { Participant = agent.Name, Cause = last!.Value.Fault.Cause, Detail = last.Value.Fault.Detail });
    }

    private static FellBack PassOn(string agent, ModelFault fault, string? from, string? to) => new()
    {
        Participant = agent,
        Rung = FallbackRung.OtherModel,
        Cause = fault.Cause,
        Detail = fault.Detail,
        Model = from,
        To = to,
        Usage = fault.Usage,
    };

    // Those among whom the time that is left is shared: the agent's models from here on, and the generalist's.
    private int Voices(TeamMember member, Line line, int models) =>
        models + (team.GeneralistFor(member.Agent) is { } generalist && !line.State.Turn!.FellTo.Contains(generalist.Name) ? Math.Max(1, generalist.Models.Count) : 0);

    private (ModelBinding? Binding, ModelFault? Fault) Open(Agents.Agent agent, int place)
    {
        try
        {
            return (bindings.For(agent, place), null);
        }
        catch (Exception exception)
        {
            return (null, new ModelFault(NoModel, ErrorText.Of(exception)) { Exception = exception });
        }
    }

    private void Tell(ModelFault fault, string agent, string? model, ConversationId conversation)
    {
        if (fault.Failure.Cause == FailureCause.ModelDenied)
            RuntimeLog.ModelDenied(logger, fault.Exception, model ?? "The model", agent, fault.Detail);
        else if (fault.Exception is { } exception)
            RuntimeLog.ModelFailed(logger, exception, agent, conversation);
    }

    private async ValueTask<ModelFault?> AskAsync(TeamMember member, ModelBinding binding, Line line, TurnRun run, int voices, CancellationToken cancellationToken)
    {
        var share = run.Left(voices);
        if (share == TimeSpan.Zero)
            return new ModelFault(OverTime, $"The turn's {team.Limits.Time.TotalSeconds:0.###} s are over.") { IsOwn = true };
        var agent = member.Agent.Name;
        (ModelView View, ChatOptions Request)? asked = null;
        var attempts = new ModelAttempts(agent, binding, line, run, options.TimeProvider.GetUtcNow() + share, team.Limits.ModelTimeout, options.TimeProvider)
        {
            Ask = async stop =>
            {
                asked ??= await ReadAsync(member, binding, line, stop).ConfigureAwait(false);
                var (view, request) = asked.Value;
                var asking = run.Audience is not { } audience || guards.ChecksOutput
                    ? binding.Client.GetResponseAsync(view, request, stop)
                    : StreamAsync(binding.Client, view, request, agent, line, audience, stop);
                await line.WriteBehindAsync(asking, options).ConfigureAwait(false);
                return Whole(await asking.WaitAsync(stop).ConfigureAwait(false));
            },
        };
        var (response, fault) = await attempts.RunAsync(cancellationToken).ConfigureAwait(false);
        if (fault is null)
            await AcceptAsync(ReplyRecord.Of(response!, agent, binding.Label, line), line, run.Audience, cancellationToken).ConfigureAwait(false);
        return fault;
    }

    private async ValueTask<(ModelView View, ChatOptions Request)> ReadAsync(TeamMember member, ModelBinding binding, Line line, CancellationToken cancellationToken)
    {
        var agent = member.Agent;
        var limits = Access.LimitsOn(member, line.State);
        var eyes = member.EyesWithin(limits);
        var window = (int)(binding.Window / (agent.History ?? team.History).Margin);
        var (view, fits, summaryTo) = line.Read(agent.Name, eyes.Clearance, binding.Label, () => new AgentView(team, member, eyes, binding.Label, binding.Window), window);
        if (!fits)
            throw new ModelFaultException(new ModelFault(StatusFailures.TooLong, $"What {agent.Name} would read is longer than its window of {binding.Window} tokens."));
        var shown = Access.Of(member, line.State) is { IsPlain: false } access ? member.ShownWithin(access) : member.Shown;
        if (summaryTo > 0)
            shown = [.. shown, ReadHistory.Tool.Function];
        return await guards.RefuseInputAsync(line.Id, agent.Name, view, cancellationToken).ConfigureAwait(false) is { } unread
            ? throw new ModelFaultException(new ModelFault(Unread, unread) { IsOwn = true })
            : (view, new ChatOptions { Tools = shown.Count > 0 ? shown : null });
    }

    // What the model or its provider would not answer is no reply: another model may.
    private static ChatResponse Whole(ChatResponse response)
    {
        var refusal = response.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().FirstOrDefault();
        if (refusal is null && response.FinishReason != ChatFinishReason.ContentFilter)
            return response;
        throw new ModelFaultException(new ModelFault(Filtered, refusal is null ? "The provider held the answer back (content filter or refusal)." : $"The model refused: {ErrorText.Cleaned(refusal.Message)}")
        {
            Usage = ReplyRecord.UsageOf(response),
        });
    }

    private async ValueTask AcceptAsync(ModelCallEnded reply, Line line, Audience? audience, CancellationToken cancellationToken)
    {
        var unsaid = await guards.RefuseOutputAsync(line.Id, reply.Participant, reply.Text, cancellationToken).ConfigureAwait(false);
        if (unsaid is null)
        {
            line.Add(reply);
            if (guards.ChecksOutput && audience is not null && reply.Text is { } text)
                await audience.ShowAsync(line, reply.Participant, text).ConfigureAwait(false);
            return;
        }

        // Together, so that no crash leaves the reply without its refusal.
        line.AddRange([reply, new AttemptFailed
        {
            Participant = reply.Participant,
            Cause = FailureCause.OutputRefused,
            Detail = unsaid,
            Told = line.State.Turn!.Corrections == 0 ? $"Your reply was refused. {unsaid} Answer again." : null,
        }]);
    }

    private static async Task<ChatResponse> StreamAsync(
        IChatClient client, ModelView view, ChatOptions request, string participant, Line line, Audience audience, CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync(view, request, cancellationToken).ConfigureAwait(false))
        {
            updates.Add(update);
            if (update.Text is { Length: > 0 } text)
                await audience.ShowAsync(line, participant, text).ConfigureAwait(false);
        }

        return updates.ToChatResponse();
    }
}

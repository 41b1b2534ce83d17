using System.Collections.Concurrent;
using Baton.Deciding.Rules;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Baton.Performing.Validations;
using Baton.States.Constraints;
using Baton.States.Views;
using Baton.Teams;
using Baton.Teams.Fallbacks;
using Baton.Teams.Histories;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Baton.Performing.Models;

/// <summary>
/// Asks an agent's model, with guards before and behind it: the same model again after a failure that passes, then the agent's other
/// models in their order. Whatever goes wrong comes back as entries.
/// </summary>
internal sealed class ModelCaller(Team team, ModelBindings bindings, RuntimeOptions options, ILogger logger)
{
    private const double Refit = 0.6;

    private static readonly ModelFailure NoModel = new() { Kind = ModelFailureKind.Permanent, Cause = FailureCause.ModelDenied };

    private static readonly ModelFailure OverTime = new() { Kind = ModelFailureKind.Permanent, Cause = FailureCause.TimeOver };

    private static readonly ModelFailure Unread = new() { Kind = ModelFailureKind.Refused, Cause = FailureCause.InputRefused };

    private static readonly ModelFailure Filtered = new() { Kind = ModelFailureKind.Refused, Cause = FailureCause.ContentFiltered };

    private readonly GuardChecks guards = new(team.Guards, logger);
    private readonly ConcurrentDictionary<TeamMember, ReplyValidator> validators = [];

    /// <summary>Writes that the first of the member's models that counts is being asked.</summary>
    public void Begin(TeamMember member, LegSession session) =>
        session.Add(new ModelCallBegun { Participant = member.Agent.Name, Model = Choices(member.Agent, session.State.Turn!.SkippedBy(member.Agent.Name)).First().Label });

    /// <summary>Asks the member's models for one reply, after <see cref="Begin"/>.</summary>
    public async ValueTask CallAsync(TeamMember member, LegSession session, TurnRun run, CancellationToken cancellationToken)
    {
        var agent = member.Agent;
        (ModelFault Fault, string? Label, TimeSpan Took)? last = null;
        foreach (var (binding, unopened, label, left) in Choices(agent, session.State.Turn!.SkippedBy(agent.Name)))
        {
            if (last is { } failed)
                session.Add(PassOn(agent.Name, failed.Fault, failed.Label, label, failed.Took));
            var began = options.TimeProvider.GetTimestamp();
            var fault = unopened ?? await AskAsync(member, binding!, isBegun: last is null, session, run, Voices(member, session, left), cancellationToken).ConfigureAwait(false);
            if (fault is null)
                return;
            Tell(fault, agent.Name, label, session.Id);
            last = (fault, label, options.TimeProvider.GetElapsedTime(began));
            if (fault.IsOwn)
                break;
        }

        session.Add(new AttemptFailed { Participant = agent.Name, Cause = last!.Value.Fault.Cause, Detail = last.Value.Fault.Detail });
    }

    // The agent's models from the first that did not fail in this turn on, each with how many are left from there. There is one at least.
    private IEnumerable<(ModelBinding? Binding, ModelFault? Unopened, string? Label, int Left)> Choices(Agent agent, int passed)
    {
        var models = Math.Max(1, agent.Models.Count);
        var first = Math.Min(passed, models - 1);
        var named = new HashSet<string>();
        for (var place = 0; place < models; place++)
        {
            var (binding, fault) = Open(agent, place);
            var label = binding?.Label ?? agent.WithModel(place).Model;
            // Two names may mean one model, such as when all are overridden by one.
            var isNew = label is null || named.Add(label);
            if (place == first || (place > first && isNew))
                yield return (binding, fault, label, models - place);
        }
    }

    private static FellBack PassOn(string agent, ModelFault fault, string? from, string? to, TimeSpan took) => new()
    {
        Participant = agent,
        Rung = FallbackRung.OtherModel,
        Cause = fault.Cause,
        Detail = fault.Detail,
        Model = from,
        To = to,
        TookMs = (long)took.TotalMilliseconds,
        Usage = fault.Usage,
    };

    // Those among whom the time that is left is shared: the agent's models from here on, and the generalist's.
    private int Voices(TeamMember member, LegSession session, int models) =>
        models + (team.GeneralistFor(member.Agent) is { } generalist && !session.State.Turn!.FallbackAgents.Contains(generalist.Name) ? Math.Max(1, generalist.Models.Count) : 0);

    private (ModelBinding? Binding, ModelFault? Fault) Open(Agent agent, int place)
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

    private async ValueTask<ModelFault?> AskAsync(TeamMember member, ModelBinding binding, bool isBegun, LegSession session, TurnRun run, int voices, CancellationToken cancellationToken)
    {
        var share = run.Left(voices);
        if (share == TimeSpan.Zero)
            return new ModelFault(OverTime, $"The turn exceeded its {team.Limits.Time.TotalSeconds:0.###} s.") { IsOwn = true };
        var until = options.TimeProvider.GetUtcNow() + share;
        var window = binding.Window;
        while (true)
        {
            var (fault, tokens) = await AskWithinAsync(window, member, binding, isBegun && window == binding.Window, session, run, until, cancellationToken).ConfigureAwait(false);
            if (fault is not { Failure.Kind: ModelFailureKind.ContextTooLong } || tokens is not { } read || window < binding.Window)
                return fault;
            // The provider counts otherwise than was thought: the history is fitted once more, to less than what was too long.
            window = (int)(Math.Min(read, window) * Refit);
            session.Add(new FellBack { Participant = member.Agent.Name, Rung = FallbackRung.Retry, Cause = fault.Cause, Detail = $"{fault.Detail} The history is shortened to {window} tokens.", Model = binding.Label });
        }
    }

    // Asks with a history that is fitted to a window. The tokens are those that were sent, and null when nothing was.
    private async ValueTask<(ModelFault? Fault, int? Tokens)> AskWithinAsync(int window, TeamMember member, ModelBinding binding, bool isBegun, LegSession session, TurnRun run, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var agent = member.Agent.Name;
        (ModelView View, ChatOptions Request)? asked = null;
        var attempts = new ModelAttempts(agent, binding, session, run, until, team.Limits.ModelTimeout, options.TimeProvider, bindings.Health)
        {
            IsBegun = isBegun,
            Ask = async stop =>
            {
                asked ??= await ReadAsync(member, binding, window, session, stop).ConfigureAwait(false);
                var (view, request) = asked.Value;
                var asking = run.Audience is not { } audience || IsHeld(member, session)
                    ? binding.Client.GetResponseAsync(view, request, stop)
                    : StreamAsync(binding.Client, view, request, agent, session, audience, stop);
                await session.WriteBehindAsync(asking, options).ConfigureAwait(false);
                return Whole(await asking.WaitAsync(stop).ConfigureAwait(false));
            },
        };
        var (response, fault) = await attempts.RunAsync(cancellationToken).ConfigureAwait(false);
        if (fault is null)
            await AcceptAsync(ReplyRecord.Of(response!, agent, binding.Label, session), member, asked!.Value.View, session, run.Audience, cancellationToken).ConfigureAwait(false);
        return (fault, asked?.View.Tokens);
    }

    private async ValueTask<(ModelView View, ChatOptions Request)> ReadAsync(TeamMember member, ModelBinding binding, int size, LegSession session, CancellationToken cancellationToken)
    {
        var agent = member.Agent;
        var limits = HolderAccess.LimitsOn(member, session.State);
        var reader = member.AccessWithin(limits);
        var window = (int)(size / (agent.History ?? team.History).Margin);
        var (view, fits, summaryTo) = session.Read(agent.Name, reader.Clearance, (binding.Label, size), () => new AgentView(team, member, reader, binding.Label, size, session.Transcript.CountTokens), window);
        if (!fits)
            throw new ModelFaultException(new ModelFault(StatusFailures.TooLong, $"The history for {agent.Name} is longer than its context window of {size} tokens."));
        var shown = HolderAccess.Of(member, session.State) is { IsPlain: false } access ? member.ShownWithin(access) : member.Shown;
        if (summaryTo > 0)
            shown = [.. shown, ReadHistory.Tool.Function];
        return await guards.RefuseInputAsync(session.Id, agent.Name, view, cancellationToken).ConfigureAwait(false) is { } unread
            ? throw new ModelFaultException(new ModelFault(Unread, unread) { IsOwn = true })
            : (view, new ChatOptions { Tools = shown.Count > 0 ? shown : null });
    }

    // What the model or its provider would not answer is no reply: another model may.
    private static ChatResponse Whole(ChatResponse response)
    {
        var refusal = response.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().FirstOrDefault();
        if (refusal is null && response.FinishReason != ChatFinishReason.ContentFilter)
            return response;
        throw new ModelFaultException(new ModelFault(Filtered, refusal is null ? "The provider withheld the answer (content filter or refusal)." : $"The model refused: {ErrorText.Cleaned(refusal.Message)}")
        {
            Usage = ReplyRecord.UsageOf(response),
        });
    }

    private async ValueTask AcceptAsync(ModelCallEnded reply, TeamMember member, ModelView view, LegSession session, Audience? audience, CancellationToken cancellationToken)
    {
        var unsaid = await guards.RefuseOutputAsync(session.Id, reply.Participant, reply.Text, cancellationToken).ConfigureAwait(false);
        var validator = ValidatorOf(member);
        var invalid = unsaid is null ? Invalid(validator, reply, member, view, session) : null;
        if (unsaid is null && invalid is null)
        {
            var wasHeld = IsHeld(member, session);
            session.Add(reply);
            if (wasHeld && !member.Thresholds.IsAny && session.State.Turn!.Hold.FiredRule is null && audience is not null && reply.Text is { } text)
                await audience.ShowAsync(session, reply.Participant, text).ConfigureAwait(false);
            return;
        }

        audience?.Withdraw();
        // Together, so that no crash leaves the reply without its refusal.
        session.AddRange([reply, new AttemptFailed
        {
            Participant = reply.Participant,
            Cause = unsaid is null ? FailureCause.InvalidOutput : FailureCause.OutputRefused,
            Detail = unsaid ?? invalid!,
            Told = session.State.Turn!.Hold.Corrections == 0 ? $"Your reply was refused. {unsaid ?? invalid} Answer again." : null,
        }]);
    }

    // What may be refused or held back is read by nobody before it is known to go out.
    private bool IsHeld(TeamMember member, LegSession session) =>
        guards.ChecksOutput || ValidatorOf(member).Holds || member.Thresholds.IsAny || RuleJudge.MayStopReply(team.Rules, session.State);

    // A check that fails itself refuses, as a guard does.
    private string? Invalid(ReplyValidator validator, ModelCallEnded reply, TeamMember member, ModelView view, LegSession session)
    {
        try
        {
            return validator.Refuse(reply, member, view, session);
        }
        catch (Exception exception)
        {
            RuntimeLog.CheckFailed(logger, exception, reply.Participant);
            return $"The answer check itself failed ({exception.GetType().Name}).";
        }
    }

    private ReplyValidator ValidatorOf(TeamMember member) => validators.GetOrAdd(member, static (member, team) => new ReplyValidator(team, member.Agent), team);

    private static async Task<ChatResponse> StreamAsync(
        IChatClient client, ModelView view, ChatOptions request, string participant, LegSession session, Audience audience, CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync(view, request, cancellationToken).ConfigureAwait(false))
        {
            updates.Add(update);
            if (update.Text is { Length: > 0 } text)
                await audience.ShowAsync(session, participant, text).ConfigureAwait(false);
        }

        return updates.ToChatResponse();
    }
}

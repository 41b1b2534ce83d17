using System.Diagnostics;
using System.Runtime.CompilerServices;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Healths;
using Baton.Performing.Sessions;
using Baton.Teams;
using Baton.Teams.Fallbacks;
using Baton.Texts.Replies;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace Baton.Performing.Models;

/// <summary>
/// Calls an agent's model for one reply. From top to bottom: the agent's candidate models in their order, one model with a history that
/// fits it, the retries of one model, one attempt, and the request that is sent. Errors are returned as journal entries, never thrown.
/// </summary>
internal sealed class ModelCaller(Team team, ModelBindings bindings, RuntimeOptions options, ILogger logger)
{
    // The second history is this much of one that the provider found too long, or of the window where that is smaller.
    private const double ShorterHistory = 0.6;

    private static readonly ModelFailure NotAvailable = ModelFailure.Permanent(FailureCause.ModelDenied);

    private static readonly ModelFailure TimeOver = ModelFailure.Permanent(FailureCause.TimeOver);

    private static readonly ModelFailure TimedOut = ModelFailure.Transient(FailureCause.ModelTimeout);

    private static readonly ModelFailure CircuitOpen = ModelFailure.Transient(FailureCause.CircuitOpen);

    private static readonly ModelFailure Filtered = ModelFailure.Refused(FailureCause.ContentFiltered);

    private readonly ModelRequests requests = new(team, logger);
    private readonly ReplyAcceptance acceptance = new(team, logger);

    /// <summary>Adds <c>model_call_begun</c> for the first candidate model.</summary>
    public void Begin(TeamMember member, LegSession session) =>
        session.Add(
            new ModelCallBegun
            {
                Participant = member.Agent.Name,
                Model = FirstLabel(member.Agent, session.State.Turn!.SkippedBy(member.Agent.Name)),
            }
        );

    /// <summary>
    /// Calls the agent's models, after <see cref="Begin"/>, until one replies. Without a reply it adds <c>attempt_failed</c>.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask CallAsync(TeamMember member, LegSession session, TurnRun run, CancellationToken cancellationToken)
    {
        var agent = member.Agent;
        var skipped = session.State.Turn!.SkippedBy(agent.Name);
        (ModelFault Fault, string? Label, TimeSpan Took)? last = null;
        var models = Math.Max(1, agent.Models.Count);
        var labels = models > 1 ? new HashSet<string>() : null;
        for (var place = 0; place < models; place++)
        {
            var (binding, unavailable) = Bind(agent, place);
            var label = binding?.Label ?? agent.WithModel(place).Model;
            // Two names may mean one model, such as when all are overridden by one.
            var isNew = label is null || labels?.Add(label) != false;
            var first = FirstPlace(models, skipped);
            if (place < first || (place > first && !isNew))
                continue;
            if (last is { } failed)
                session.Add(OtherModel(agent.Name, failed.Fault, failed.Label, label, failed.Took));
            var began = options.TimeProvider.GetTimestamp();
            var fault = unavailable;
            if (binding is not null)
            {
                // The time left is shared among the candidates from here on, so that each gets its chance.
                var share = run.TimeLeft(models - place + GeneralistModels(member, session));
                var call = new ModelCall(member, binding, session, run, options.TimeProvider.GetUtcNow() + share)
                {
                    IsBegun = last is null,
                    IsLast = place == models - 1 && !HasOtherAgent(member, session),
                };
                fault =
                    share > TimeSpan.Zero
                        ? await CallModelAsync(call, cancellationToken).ConfigureAwait(false)
                        : new ModelFault(TimeOver, $"The turn exceeded its {team.Limits.Time.TotalSeconds:0.###} s.") { IsOwn = true };
            }

            if (fault is null)
                return;
            Log(fault, agent.Name, label, session.Id);
            last = (fault, label, options.TimeProvider.GetElapsedTime(began));
            // No other model gets through the team's own checks, or more time.
            if (fault.IsOwn)
                break;
        }

        session.Add(
            new AttemptFailed
            {
                Participant = agent.Name,
                Cause = last!.Value.Fault.Cause,
                Detail = last.Value.Fault.Detail,
            }
        );
    }

    private string? FirstLabel(Agent agent, int skipped)
    {
        var place = FirstPlace(Math.Max(1, agent.Models.Count), skipped);
        return Bind(agent, place).Binding?.Label ?? agent.WithModel(place).Model;
    }

    // The first of the agent's models that it did not skip in this turn; the last one is never skipped.
    private static int FirstPlace(int models, int skipped) => Math.Min(skipped, models - 1);

    private (ModelBinding? Binding, ModelFault? Fault) Bind(Agent agent, int place)
    {
        try
        {
            return (bindings.For(agent, place), null);
        }
        catch (Exception exception)
        {
            return (null, new ModelFault(NotAvailable, ErrorText.Of(exception)) { Exception = exception });
        }
    }

    // How many models the generalist has, who takes over when this agent fails; none once it has taken over.
    private int GeneralistModels(TeamMember member, LegSession session) =>
        team.GeneralistFor(member.Agent) is { } generalist && !session.State.Turn!.FallbackAgents.Contains(generalist.Name)
            ? Math.Max(1, generalist.Models.Count)
            : 0;

    // Whether another agent takes over when this one fails.
    private bool HasOtherAgent(TeamMember member, LegSession session)
    {
        foreach (var name in team.Ladder.Names)
        {
            if (name != member.Agent.Name && team.Find(name) is not null)
                return true;
        }

        return GeneralistModels(member, session) > 0;
    }

    // One model. A history that the provider finds too long is fitted once more.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ModelFault?> CallModelAsync(ModelCall call, CancellationToken cancellationToken)
    {
        var fault = await CallWithRetriesAsync(call, cancellationToken).ConfigureAwait(false);
        if (fault is { Failure.Kind: ModelFailureKind.CallersFault } && call.Request is { Options.MaxOutputTokens: { } longest })
        {
            // The model cannot write that much: its own limit is all there is.
            call.Session.Add(Again(call, fault, $"{fault.Detail} The limit of {longest} tokens for its reply is left out."));
            call = call with { Request = null, IsBegun = false, HasOwnLimit = true };
            fault = await CallWithRetriesAsync(call, cancellationToken).ConfigureAwait(false);
        }

        if (fault is not { Failure.Kind: ModelFailureKind.ContextTooLong } || call.Request is not { } request)
            return fault;
        var window = (int)(Math.Min(request.View.Tokens, call.Window) * ShorterHistory);
        call.Session.Add(Again(call, fault, $"{fault.Detail} The history is shortened to {window} tokens."));
        return await CallWithRetriesAsync(call with { Window = window, Request = null, IsBegun = false }, cancellationToken)
            .ConfigureAwait(false);
    }

    private static FellBack Again(ModelCall call, ModelFault fault, string detail) =>
        new()
        {
            Participant = call.Agent,
            Rung = FallbackRung.Retry,
            Cause = fault.Cause,
            Detail = detail,
            Model = call.Binding.Label,
        };

    // The binding's pipeline repeats the attempt, as ModelRetries says, and makes none while the model's circuit is open. Where nobody else
    // can answer, one attempt is better than none.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ModelFault?> CallWithRetriesAsync(ModelCall call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        ModelRetries.Mark(context, call);
        Outcome<ChatResponse> outcome;
        try
        {
            outcome = await call
                .Binding.Pipeline.ExecuteOutcomeAsync(
                    static (context, attempt) => attempt.Caller.TimedAttemptAsync(attempt.Call, context.CancellationToken),
                    context,
                    (Caller: this, Call: call)
                )
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }

        if (outcome.Exception is BrokenCircuitException && call.IsLast)
        {
            outcome = await TimedAttemptAsync(call, cancellationToken).ConfigureAwait(false);
            if (outcome.Exception is null)
                await call.Binding.Circuit.CloseAsync().ConfigureAwait(false);
        }

        switch (outcome.Exception)
        {
            case null:
                await acceptance.AcceptAsync(ReplyRecord.Of(outcome.Result!, call, team), call, cancellationToken).ConfigureAwait(false);
                return null;
            case ModelFaultException failed:
                return failed.Fault;
            case BrokenCircuitException:
                return new ModelFault(CircuitOpen, $"{call.Binding.Label ?? "The model"} failed too often recently and was not called.");
            default:
                outcome.ThrowIfException();
                throw new UnreachableException();
        }
    }

    // One attempt gets no more time than is left for its model.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<ChatResponse>> TimedAttemptAsync(ModelCall call, CancellationToken cancellationToken)
    {
        var (left, limit) = (call.Until - options.TimeProvider.GetUtcNow(), team.Limits.ModelTimeout);
        var allowed =
            left > limit ? limit
            : left > TimeSpan.Zero ? left
            : TimeSpan.Zero;
        var timeout = call.Run.BeginTimeout(allowed.AsWait());
        try
        {
            return await AttemptAsync(call, timeout, allowed, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            call.Run.EndTimeout(timeout);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<ChatResponse>> AttemptAsync(
        ModelCall call,
        CancellationTokenSource timeout,
        TimeSpan allowed,
        CancellationToken cancellationToken
    )
    {
        var time = options.TimeProvider;
        // Costs no object, and a linked source is one for each call.
        await using var stopping = cancellationToken
            .UnsafeRegister(static timeout => ((CancellationTokenSource)timeout!).Cancel(), timeout)
            .ConfigureAwait(false);
        call.Run.Audience?.Begin();
        if (!call.IsBegun)
            call.Session.Add(new ModelCallBegun { Participant = call.Agent, Model = call.Binding.Label });
        call.IsBegun = false;
        call.Stream = null;
        var began = time.GetTimestamp();
        var span = Telemetry.Begin(call.Called, call.Session.Id);
        ModelFault fault;
        try
        {
            var response = await AskAsync(call, timeout.Token).ConfigureAwait(false);
            Record(call, span, time.GetElapsedTime(began), fault: null, ReportedUsage.Of(response, call.Binding, team));
            return Outcome.FromResult(response);
        }
        catch (ModelFaultException known)
        {
            fault = known.Fault;
        }
        catch (JournalException exception)
        {
            // Nobody waits for the answer any more.
            await timeout.CancelAsync().ConfigureAwait(false);
            return Outcome.FromException<ChatResponse>(exception);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            return Outcome.FromException<ChatResponse>(new OperationCanceledException(exception.Message, exception, cancellationToken));
        }
        catch (Exception exception)
        {
            fault = timeout.IsCancellationRequested
                ? new ModelFault(TimedOut, $"The model gave no answer within {allowed.TotalSeconds:0.###} s.")
                : new ModelFault(call.Binding.Classify(exception), ErrorText.Of(exception)) { Exception = exception };
        }

        Record(call, span, time.GetElapsedTime(began), fault, fault.Usage);
        call.Run.Audience?.Withdraw();
        return Outcome.FromException<ChatResponse>(new ModelFaultException(fault));
    }

    // Streams where somebody reads along and the reply needs no check first.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ChatResponse> AskAsync(ModelCall call, CancellationToken cancellationToken)
    {
        var request = call.Request ??= await requests.WriteAsync(call, cancellationToken).ConfigureAwait(false);
        var answer =
            call.Run.Audience is { } audience && !acceptance.ChecksFirst(call)
                ? StreamAsync(call, request, audience, cancellationToken)
                : call.Binding.Client.GetResponseAsync(request.View, request.Options, cancellationToken);
        await call.Session.WriteBehindAsync(answer, options).ConfigureAwait(false);
        var response = await answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        var refusal = RefusalIn(response);
        if (refusal is null && response.FinishReason != ChatFinishReason.ContentFilter)
            return response;
        // A refusal is no reply: another model may answer.
        throw new ModelFaultException(
            new ModelFault(
                Filtered,
                refusal is null
                    ? "The provider withheld the answer (content filter or refusal)."
                    : $"The model refused: {ErrorText.Cleaned(refusal.Message)}"
            )
            {
                Usage = ReportedUsage.Of(response, call.Binding, team),
            }
        );
    }

    private static ErrorContent? RefusalIn(ChatResponse response)
    {
        for (var index = 0; index < response.Messages.Count; index++)
        {
            var contents = response.Messages[index].Contents;
            for (var place = 0; place < contents.Count; place++)
            {
                if (contents[place] is ErrorContent refusal)
                    return refusal;
            }
        }

        return null;
    }

    private async Task<ChatResponse> StreamAsync(
        ModelCall call,
        ModelRequest request,
        Audience audience,
        CancellationToken cancellationToken
    )
    {
        var updates = new List<ChatResponseUpdate>();
        var stream = call.Stream = new ReplyStream(call.Member.ToolNames, team.Masking);
        await foreach (
            var update in call
                .Binding.Client.GetStreamingResponseAsync(request.View, request.Options, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            updates.Add(update);
            if (update.Text is { Length: > 0 } text && stream.Add(text) is { Length: > 0 } shown)
                await audience.ShowAsync(call.Session, call.Agent, shown).ConfigureAwait(false);
        }

        return updates.ToChatResponse();
    }

    // What the team's own checks stopped says nothing about the model's health.
    private void Record(ModelCall call, Activity? span, TimeSpan took, ModelFault? fault, TokenUsage? usage)
    {
        Telemetry.End(span, call.Called, took, fault?.Cause, usage);
        if (fault is not { IsOwn: true })
            bindings.Health.Record(call.Agent, call.Binding.Label, fault?.Cause, took, options.TimeProvider.GetUtcNow());
    }

    private void Log(ModelFault fault, string agent, string? model, ConversationId conversation)
    {
        if (fault.Failure.Cause == FailureCause.ModelDenied)
            RuntimeLog.ModelDenied(logger, fault.Exception, model ?? "The model", agent, fault.Detail);
        else if (fault.Exception is { } exception)
            RuntimeLog.ModelFailed(logger, exception, agent, conversation);
    }

    private static FellBack OtherModel(string agent, ModelFault fault, string? from, string? to, TimeSpan took) =>
        new()
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
}

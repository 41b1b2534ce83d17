using System.Text.Json;
using Baton.Deciding;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Baton.Performing.SharedStates;
using Baton.States.Constraints;
using Baton.States.Histories;
using Baton.Teams;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;
using Baton.Texts.Clearances;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Performing.Tools;

/// <summary>Runs one tool call. Every outcome is a result that the model can read.</summary>
internal sealed class ToolRunner(Team team, RuntimeOptions options, IJournal journal, ILogger logger)
{
    private const string OutcomeUnknown =
        "It is unknown whether it took effect. Check before you do it again, and do not tell the customer that it is done.";

    private readonly CallAccess access = new(team, journal, logger);

    private readonly IServiceScopeFactory? scopes = options.Services?.GetService(typeof(IServiceScopeFactory)) as IServiceScopeFactory;

    /// <summary>
    /// Runs the call on a thread of the pool, so that a tool that blocks its thread delays neither other tools nor the turn. Every failure
    /// becomes a result; only the caller's cancellation is thrown.
    /// </summary>
    public async Task<ToolCallEnded> RunAsync(
        LegSession session,
        TeamMember member,
        DueToolCall due,
        TurnRun run,
        CancellationToken cancellationToken
    )
    {
        var participant = member.Agent.Name;
        var (call, tool) = (due.Call, due.Tool);
        var allowed = run.TimeLeft() < tool.Timeout ? run.TimeLeft() : tool.Timeout;
        using var timeout = new CancellationTokenSource(allowed.AsWait(), options.TimeProvider);
        using var either = cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token)
            : null;
        var stop = (either ?? timeout).Token;
        var running = new RunningCall(
            access,
            session,
            await ServedAsync(session, participant, call.CallId, allowed, timeout.Token).ConfigureAwait(false),
            tool,
            run.Audience,
            stop
        );
        try
        {
            var arguments = ArgumentsFor(running.Call, call);
            if (tool == ReadHistory.Tool)
            {
                var (page, sensitivity) = await ReadHistoryAsync(session, member, arguments, stop).ConfigureAwait(false);
                return OfTool(ToolOutcome.Ok, page, sensitivity);
            }

            if (tool.Name == ReadState.ToolName)
            {
                var reader = new StateReader(
                    member.State,
                    journal,
                    session.State,
                    member.AccessWithin(HolderAccess.LimitsOn(member, session.State)).Clearance
                );
                arguments.Context![typeof(ReadState)] = (ReadState.Reader)reader.ReadAsync;
            }

            object? result;
            try
            {
                result = await InvokeOnPoolAsync(arguments, running).WaitAsync(stop).ConfigureAwait(false);
            }
            catch (ToolException exception) when (exception.IsOutcomeUnknown && tool.Effect != ToolEffect.Once)
            {
                RuntimeLog.ToolFailed(logger, exception, tool.Name, participant, call.CallId);
                running.BeginAttempt();
                result = await InvokeOnPoolAsync(arguments, running).WaitAsync(stop).ConfigureAwait(false);
            }

            return result is StateReading reading
                ? OfTool(ToolOutcome.Ok, reading.Text, reading.Sensitivity)
                : OfTool(ToolOutcome.Ok, TextOf(result), tool.Sensitivity);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            var seconds = allowed.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
            if (running.Call.TryGiveUp())
                return Ended(ToolOutcome.Failed, $"Error: {tool.Name} could not begin within {seconds} s. Nothing was done.");
            return Ended(ToolOutcome.TimedOut, $"Error: {tool.Name} did not finish within {seconds} s." + Doubt(tool));
        }
        catch (ToolException exception)
        {
            RuntimeLog.ToolFailed(logger, exception, tool.Name, participant, call.CallId);
            var isUnknown = exception.IsOutcomeUnknown && tool.Effect != ToolEffect.ReadOnly;
            return OfTool(
                isUnknown ? ToolOutcome.Unknown : ToolOutcome.Failed,
                $"Error: {exception.Message}" + (isUnknown ? " " + OutcomeUnknown : ""),
                tool.Sensitivity
            );
        }
        catch (Exception exception)
        {
            RuntimeLog.ToolFailed(logger, exception, tool.Name, participant, call.CallId);
            return Ended(ToolOutcome.Failed, $"Error: {tool.Name} failed ({exception.GetType().Name})." + Doubt(tool));
        }
        finally
        {
            await running.EndAsync().ConfigureAwait(false);
        }

        ToolCallEnded Ended(ToolOutcome outcome, string result) => End(participant, call, outcome, result);

        // The tool's own text has the tool's sensitivity; the runtime's text about it has none.
        ToolCallEnded OfTool(ToolOutcome outcome, string result, Clearance sensitivity) =>
            End(participant, call, outcome, ResultBound.Kept(result), sensitivity == Clearance.Normal ? null : sensitivity);
    }

    // Where the tool blocks its thread, whoever waits for it still gets on in time.
    private async Task<object?> InvokeOnPoolAsync(AIFunctionArguments arguments, RunningCall running)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        // Whoever called may have given up before the thread was free: then another process may run it by now.
        running.Stop.ThrowIfCancellationRequested();
        running.Enter();
        return scopes is null
            ? await running.Function.InvokeAsync(arguments, running.Stop).ConfigureAwait(false)
            : await InvokeInScopeAsync(scopes, arguments, running).ConfigureAwait(false);
    }

    // The services of a call last until its tool ends, even if nobody waits for it any more. If they cannot be disposed, what they did is
    // in doubt, and so the call has failed.
    private static async ValueTask<object?> InvokeInScopeAsync(
        IServiceScopeFactory scopes,
        AIFunctionArguments arguments,
        RunningCall running
    )
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            arguments.Services = scope.ServiceProvider;
            return await running.Function.InvokeAsync(arguments, running.Stop).ConfigureAwait(false);
        }
    }

    // Runs on this thread under the lock, because it reads the session. The result is as sensitive as the text in it.
    private static async ValueTask<(string Page, Clearance Sensitivity)> ReadHistoryAsync(
        LegSession session,
        TeamMember member,
        AIFunctionArguments arguments,
        CancellationToken cancellationToken
    )
    {
        // Whoever asks for it mostly asks for what is long ago.
        await session.LoadPastAsync(cancellationToken).ConfigureAwait(false);
        ValueTask<object?> reading;
        HistoryReader reader;
        lock (session.Sync)
        {
            reader = new HistoryReader(
                session.Transcript,
                member.AccessWithin(HolderAccess.LimitsOn(member, session.State)),
                member.Agent.ContextWindow
            );
            arguments.Context![typeof(ReadHistory)] = new HistoryPages(reader.Read, reader.Search, reader.ReadPart);
            reading = ReadHistory.Tool.Function.InvokeAsync(arguments, cancellationToken);
        }

        var page = await reading.ConfigureAwait(false);
        return (TextOf(page), reader.Sensitivity);
    }

    /// <summary>The end of a call that was interrupted by a crash and may not be repeated.</summary>
    public static ToolCallEnded Unknown(string participant, DueToolCall due) => Unknown(participant, due.Call);

    /// <summary>The end of a call with an unknown outcome.</summary>
    public static ToolCallEnded Unknown(string participant, ModelToolCall call) =>
        End(participant, call, ToolOutcome.Unknown, $"Error: {call.Name} was interrupted. {OutcomeUnknown}");

    private static ToolCallEnded End(
        string participant,
        ModelToolCall call,
        ToolOutcome outcome,
        string result,
        Clearance? sensitivity = null
    ) =>
        new()
        {
            Participant = participant,
            Tool = call.Name,
            CallId = call.CallId,
            Outcome = outcome,
            Result = result,
            Sensitivity = sensitivity,
        };

    private static string Doubt(Tool tool) => tool.Effect == ToolEffect.ReadOnly ? "" : " " + OutcomeUnknown;

    private async ValueTask<ToolCall> ServedAsync(
        LegSession session,
        string participant,
        CallId id,
        TimeSpan allowed,
        CancellationToken deadline
    )
    {
        var state = session.State;
        var message = state.Messages.Find(state.LastMessage) is { } seq
            ? await session.ReadEntryAsync(seq, deadline).ConfigureAwait(false) as MessageReceived
            : null;
        return new ToolCall(session.Id, participant, id)
        {
            Customer = state.Customer,
            Attributes = state.Attributes,
            Issue = state.Ledger.FirstFor(participant),
            Message = message?.Message,
            MessageText = message?.Text,
            EndsAt = options.TimeProvider.GetUtcNow().Later(allowed),
            Deadline = deadline,
        };
    }

    private AIFunctionArguments ArgumentsFor(ToolCall toolCall, ModelToolCall call)
    {
        var arguments = new AIFunctionArguments
        {
            Services = options.Services,
            Context = new Dictionary<object, object?> { [typeof(ToolCall)] = toolCall },
        };
        foreach (var property in call.Arguments.ToElement().EnumerateObject())
            arguments[property.Name] = property.Value;
        return arguments;
    }

    private static string TextOf(object? result) =>
        result switch
        {
            null => "null",
            string text => text,
            JsonElement { ValueKind: JsonValueKind.String } element => element.GetString()!,
            JsonElement element => element.GetRawText(),
            TextContent content => content.Text,
            _ => JsonSerializer.Serialize(result, AIJsonUtilities.DefaultOptions.GetTypeInfo(result.GetType())),
        };
}

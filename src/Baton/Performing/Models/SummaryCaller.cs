using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Baton.States.Histories;
using Baton.States.Views;
using Baton.Texts.Facts;
using Baton.Texts.Summaries;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Baton.Performing.Models;

/// <summary>
/// Asks a model for the prose of a summary and checks it. Whatever comes of it is one entry, and nothing of it fails the turn: without
/// prose the receiver reads the words of the conversation alone.
/// </summary>
internal sealed class SummaryCaller(Team team, ModelBindings bindings, RuntimeOptions options, ILogger logger)
{
    private readonly GuardChecks guards = new(team.Guards, logger);

    /// <summary>Asks once.</summary>
    public async ValueTask CallAsync(SummaryTask task, LegSession session, TurnRun run, CancellationToken cancellationToken)
    {
        var ended = new SummaryWritten { From = task.From, To = task.To, By = task.Writer.Name, Outcome = SummaryOutcome.Failed };
        // A summary is worth a part of what is left of the turn, and not the rest of it.
        var allowed = run.Left(shares: 2) < task.Policy.Writer.Timeout ? run.Left(shares: 2) : task.Policy.Writer.Timeout;
        using var timeout = new CancellationTokenSource(allowed, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var binding = bindings.For(task.Writer);
            ended = ended with { Model = binding.Label };
            // All readers share the prose, so it is made of what the least of them may see.
            IReadOnlyList<ChatMessage> request;
            IReadOnlyList<Fact> facts;
            lock (session.Sync)
            {
                var reading = session.Transcript.For(team.EverybodysAccess);
                request = SummaryRequest.For(task.From, task.To, reading.Between(task.From, task.To), task.Tokens);
                facts = reading.FactsBetween(task.From, task.To);
            }

            session.Add(await AskAsync(task, binding, request, facts, ended, session, either.Token).ConfigureAwait(false));
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
            session.Add(ended with { Outcome = SummaryOutcome.TimedOut, Detail = $"The model gave no summary within {allowed.TotalSeconds:0.###} s." });
        }
        catch (Exception exception)
        {
            RuntimeLog.SummaryFailed(logger, exception, task.Writer.Name, session.Id);
            session.Add(ended with { Detail = ErrorText.Of(exception) });
        }
    }

    private async ValueTask<SummaryWritten> AskAsync(
        SummaryTask task,
        ModelBinding binding,
        IReadOnlyList<ChatMessage> request,
        IReadOnlyList<Fact> facts,
        SummaryWritten ended,
        LegSession session,
        CancellationToken cancellationToken)
    {
        if (request.Sum(message => session.Transcript.CountTokens(message.Text)) + task.Tokens > task.Writer.ContextWindow / task.Policy.Margin)
            return ended with { Detail = $"The text is longer than the context window of {task.Writer.Name}, which is {task.Writer.ContextWindow} tokens." };
        if (await guards.RefuseInputAsync(session.Id, task.Writer.Name, request, cancellationToken).ConfigureAwait(false) is { } unread)
            return ended with { Outcome = SummaryOutcome.Refused, Detail = unread };
        var asking = binding.Client.GetResponseAsync(request, new ChatOptions(), cancellationToken);
        await session.WriteBehindAsync(asking, options).ConfigureAwait(false);
        var response = await asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        ended = ended with { Usage = response.Usage is { } usage ? new TokenUsage(usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0) : null };
        var text = team.EverybodysAccess.Text(response.Text.Trim());
        if (text.Length == 0)
            return ended with { Detail = "The model wrote nothing." };
        if (response.FinishReason == ChatFinishReason.Length)
            return ended with { Detail = "The model's text was cut off because it was too long." };
        var refusal = SummaryCheck.Refusal(text, facts)
            ?? await guards.RefuseOutputAsync(session.Id, task.Writer.Name, text, cancellationToken).ConfigureAwait(false);
        return refusal is null
            ? ended with { Outcome = SummaryOutcome.Ok, Text = text }
            : ended with { Outcome = SummaryOutcome.Refused, Detail = refusal };
    }
}

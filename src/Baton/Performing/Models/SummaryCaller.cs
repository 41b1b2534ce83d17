using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Baton.States;
using Baton.States.Histories;
using Baton.States.Views;
using Baton.Texts.Facts;
using Baton.Texts.Summaries;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Baton.Performing.Models;

/// <summary>
/// Asks a model for the prose of a summary and checks it. The outcome is one entry, and a failure does not fail the turn: without prose the
/// receiver reads the facts and extracts of the conversation.
/// </summary>
internal sealed class SummaryCaller(Team team, ModelBindings bindings, RuntimeOptions options, ILogger logger)
{
    private readonly GuardChecks guards = new(team.Guards, logger);

    /// <summary>Writes one summary.</summary>
    public async ValueTask CallAsync(SummaryTask task, LegSession session, TurnRun run, CancellationToken cancellationToken)
    {
        var ended = new SummaryWritten
        {
            From = task.From,
            To = task.To,
            By = task.Writer.Name,
            Outcome = SummaryOutcome.Failed,
        };
        // Half of the time that is left is kept for the turn itself.
        var allowed = run.TimeLeft(shares: 2) < task.Policy.Writer.Timeout ? run.TimeLeft(shares: 2) : task.Policy.Writer.Timeout;
        using var timeout = new CancellationTokenSource(allowed.AsWait(), options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var binding = bindings.For(task.Writer);
            ended = ended with { Model = binding.Label };
            // All agents share the prose, so it is written from what each of them may see.
            var source = await SourceAsync(task, session, either.Token).ConfigureAwait(false);
            session.Add(await AskAsync(task, binding, source, ended, session, either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (JournalException)
        {
            // Nobody waits for the answer any more.
            await timeout.CancelAsync().ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            session.Add(
                ended with
                {
                    Outcome = SummaryOutcome.TimedOut,
                    Detail = $"The model gave no summary within {allowed.TotalSeconds:0.###} s.",
                }
            );
        }
        catch (Exception exception)
        {
            RuntimeLog.SummaryFailed(logger, exception, task.Writer.Name, session.Id);
            session.Add(ended with { Detail = ErrorText.Of(exception) });
        }
    }

    private async ValueTask<SummarySource> SourceAsync(SummaryTask task, LegSession session, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                lock (session.Sync)
                {
                    var reading = session.Transcript.For(team.EverybodysAccess);
                    return new SummarySource(
                        SummaryRequest.For(task.From, task.To, [.. reading.Between(task.From, task.To)], task.Tokens),
                        reading.FactsBetween(task.From, task.To)
                    );
                }
            }
            catch (PastNotLoadedException)
            {
                await session.LoadPastAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<SummaryWritten> AskAsync(
        SummaryTask task,
        ModelBinding binding,
        SummarySource source,
        SummaryWritten ended,
        LegSession session,
        CancellationToken cancellationToken
    )
    {
        if (source.Request.Sum(message => session.CountTokens(message.Text)) + task.Tokens > task.Writer.ContextWindow / task.Policy.Margin)
            return ended with
            {
                Detail = $"The text is longer than the context window of {task.Writer.Name}, which is {task.Writer.ContextWindow} tokens.",
            };
        if (
            await guards.RefuseInputAsync(session.Id, task.Writer.Name, source.Request, cancellationToken).ConfigureAwait(false) is
            { } inputRefusal
        )
            return ended with { Outcome = SummaryOutcome.Refused, Detail = inputRefusal };
        var asking = binding.Client.GetResponseAsync(source.Request, new ChatOptions(), cancellationToken);
        await session.WriteBehindAsync(asking, options).ConfigureAwait(false);
        var response = await asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        ended = ended with { Usage = ReportedUsage.Of(response, binding, team) };
        var text = team.EverybodysAccess.Text(response.Text.Trim());
        if (text.Length == 0)
            return ended with { Detail = "The model wrote nothing." };
        if (response.FinishReason == ChatFinishReason.Length)
            return ended with { Detail = "The model's text was cut off because it was too long." };
        var refusal =
            SummaryCheck.Refusal(text, source.Facts)
            ?? await guards.RefuseOutputAsync(session.Id, task.Writer.Name, text, cancellationToken).ConfigureAwait(false);
        return refusal is null
            ? ended with
            {
                Outcome = SummaryOutcome.Ok,
                Text = text,
            }
            : ended with
            {
                Outcome = SummaryOutcome.Refused,
                Detail = refusal,
            };
    }

    // What a summary is made of: the request to the model, and the facts that the prose is checked against.
    private sealed record SummarySource(IReadOnlyList<ChatMessage> Request, IReadOnlyList<Fact> Facts);
}

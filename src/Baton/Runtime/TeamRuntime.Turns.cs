using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Baton.Deciding;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing;
using Baton.Performing.Sessions;
using Baton.Performing.Tools;
using Baton.Runtime;
using Baton.States;

namespace Baton;

/// <content>This part runs a turn, and ends one that its caller abandons.</content>
public sealed partial class TeamRuntime
{
    /// <summary>
    /// Ends the unfinished turn of a conversation where it is, whether it is under way in this process or was stopped before. Nothing more
    /// is begun: the outcome of a tool that is running becomes unknown unless it ends with the call's cancellation, and calls that wait for
    /// approval are not made. The customer's answer says what is done and what is not, and whoever still awaits the turn gets it too. A
    /// turn that another process works on is not stopped: this waits for its end.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="reason">Why, in a sentence. Default: that the caller stopped it.</param>
    /// <param name="cancellationToken">Stops waiting for the conversation; a turn that is under way in this process is stopped all the
    /// same.</param>
    /// <returns>The turn that ended this way, or null if there was none.</returns>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    /// <exception cref="InvalidOperationException">People have the conversation. They end it.</exception>
    /// <exception cref="JournalException">The journal cannot be read or written.</exception>
    public async Task<Turn?> AbandonAsync(
        ConversationId conversation,
        string reason = "The caller stopped it.",
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        RunningCall.RefuseWithin(conversation);
        var running = sessions.Find(conversation);
        var message = running?.State.Turn?.Message;
        if (running is { State.Ticket: null })
            await running.Stop.AbandonAsync(reason).ConfigureAwait(false);
        return await gate.UseAsync(
                conversation,
                async session =>
                {
                    if (session.State.Turn is not { } turn)
                        return message is { } ended ? TurnReport.AnswerTo(session, ended) : null;
                    if (session.State.Ticket is { } ticket)
                        throw new InvalidOperationException(
                            $"Conversation {conversation} cannot be abandoned: people are working on it (ticket {ticket.Id})."
                        );
                    await EndAbandonedAsync(session, reason, cancellationToken).ConfigureAwait(false);
                    return TurnReport.Of(session, turn.Message, turn.Began);
                },
                busy: null,
                left: null,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async ValueTask AnswerAsync(InboxMessage message, Session session, CancellationToken cancellationToken) =>
        await RunTurnAsync(new Arrival(message.Received, message.Customer), session, updates: null, cancellationToken)
            .ConfigureAwait(false);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Turn?> RunTurnAsync(
        Arrival? arrival,
        Session session,
        ChannelWriter<TurnUpdate>? updates,
        CancellationToken cancellationToken
    )
    {
        var audience = updates is null ? null : new Audience(update => updates.TryWrite(update));
        var waiting = session.State.Turn;
        // A new conversation has nothing to continue, and one that was just closed is not continued. A customer who writes while a stopped
        // turn still owes something is heard before it is done.
        if (session.State.Version > 0 && arrival?.Entry is not ConversationClosed && !HearsFirst(arrival, session))
            await WorkAsync(session, audience, cancellationToken).ConfigureAwait(false);
        if (arrival is { } arrived && !arrived.IsKnown(session))
        {
            waiting = session.State.Turn;
            arrived.Take(team, session, options);
            // An issue that a person hands back may begin a turn of its own.
            waiting ??= session.State.Turn;
            await WorkAsync(session, audience, cancellationToken).ConfigureAwait(false);
        }

        if (arrival?.Message is { } message)
            return TurnReport.Of(session, message);
        if (waiting is not null)
            return TurnReport.Of(session, waiting.Message, waiting.Began);
        return arrival?.RetryOf(session) is { } before ? EarlierActs.TurnAfter(before, session) : null;
    }

    private bool HearsFirst(Arrival? arrival, Session session) =>
        session.State.Turn is not null
        && arrival is { Message: not null } message
        && !message.IsKnown(session)
        && Decision.HearsFirst(team, session.Id, session.Transcript, session.State);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WorkAsync(Session session, Audience? audience, CancellationToken cancellationToken)
    {
        var main = new LegSession(session, leg: null);
        var run = TurnRun.Begin(team, session.State, audience, options.TimeProvider);
        var stop = session.Stop.Begin(cancellationToken);
        try
        {
            var interim = new InterimMessage(team, main, options.TimeProvider);
            await using (interim.ConfigureAwait(false))
                await loop.RunAsync(main, run, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller knows its own token only.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (session is { Stop.Abandoned: not null, State: { Turn: not null, Ticket: null } })
        {
            await EndAbandonedAsync(session, session.Stop.Abandoned, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            session.Stop.End();
        }
    }

    private async ValueTask EndAbandonedAsync(Session session, string reason, CancellationToken cancellationToken)
    {
        var main = new LegSession(session, leg: null);
        StoppedWork.EndCalls(main, LegOutcome.Failed, new Failure(FailureCause.Abandoned, reason));
        while (true)
        {
            try
            {
                performer.Append(Decision.Abandon(team, session.Id, session.Transcript, session.State, reason), main);
                break;
            }
            catch (PastNotLoadedException)
            {
                await session.LoadPastAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        await session.CommitAsync().ConfigureAwait(false);
    }
}

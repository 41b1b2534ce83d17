using System.Runtime.CompilerServices;
using Baton.Journals;
using Baton.Performing;
using Baton.Performing.Leases;
using Baton.Performing.Sessions;
using Baton.Performing.Tools;
using Baton.States;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Leases;

/// <summary>
/// The one way to a conversation: nobody else in this process has it, no other process works on it, and the session has what others
/// appended. Who loses a race for it waits, reads and goes on, as often as it takes. Messages that other processes left in the inbox are
/// answered first, and whoever would give back the lease while one waits keeps it and comes back.
/// </summary>
internal sealed class SessionGate
{
    private const int LooksForEachLease = 20;

    private readonly IJournal journal;
    private readonly SessionCache sessions;
    private readonly LeaseKeeper keeper;
    private readonly LeaseWatch watch;
    private readonly RuntimeOptions options;
    private readonly Func<InboxMessage, Session, CancellationToken, ValueTask> answer;
    private readonly ILogger logger;
    private readonly UnderWay errands = new();
    private volatile bool isStopping;

    /// <param name="journal">Where conversations are kept.</param>
    /// <param name="sessions">The conversations in memory.</param>
    /// <param name="keeper">This runtime's leases.</param>
    /// <param name="watch">Knows whose process is dead.</param>
    /// <param name="options">The clock, and how long a lease lives.</param>
    /// <param name="answer">Answers a message of the inbox; throws if it does not fit the conversation.</param>
    /// <param name="logger">Receives lost races and failures.</param>
    public SessionGate(
        IJournal journal,
        SessionCache sessions,
        LeaseKeeper keeper,
        LeaseWatch watch,
        RuntimeOptions options,
        Func<InboxMessage, Session, CancellationToken, ValueTask> answer,
        ILogger logger
    )
    {
        (this.journal, this.sessions, this.keeper, this.watch) = (journal, sessions, keeper, watch);
        (this.options, this.answer, this.logger) = (options, answer, logger);
    }

    /// <summary>Works on a conversation, again from the beginning if another was faster.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="work">The work; it is given a session that is up to date.</param>
    /// <param name="busy">Called if the conversation is in use.</param>
    /// <param name="left">Makes the message to leave with another process that works on it; null to wait for that one.</param>
    /// <param name="cancellationToken">Stops the work where it is. Another process may go on with it at once.</param>
    /// <exception cref="InvalidOperationException">A tool of the conversation asks, which waits for it.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> UseAsync<T>(
        ConversationId conversation,
        Func<Session, ValueTask<T>> work,
        Action? busy,
        Func<LeftMessage<T>>? left,
        CancellationToken cancellationToken
    )
    {
        RunningCall.RefuseWithin(conversation);
        while (true)
        {
            var session = await sessions.TakeAsync(conversation, busy, cancellationToken).ConfigureAwait(false);
            var (isSound, hasInbox) = (false, false);
            var head = default(ConversationHead);
            try
            {
                // Again if it needs more of the past. The session is not given back in between: it could be removed from memory, and then
                // the past is not loaded again.
                while (true)
                {
                    try
                    {
                        head = await journal.ReadHeadAsync(session.Id, cancellationToken).ConfigureAwait(false);
                        sessions.ForgetBefore(head.Erasures);
                        // Whoever leaves no message waits outside: others of this process may have one to leave.
                        isSound = left is null && IsElsewhere(head);
                        if (isSound)
                            break;
                        if (await CatchUpAsync(session, head, busy, left, cancellationToken).ConfigureAwait(false) is { } answered)
                        {
                            isSound = true;
                            return answered.Result;
                        }

                        await AnswerInboxAsync(session, cancellationToken).ConfigureAwait(false);
                        var result = await work(session).ConfigureAwait(false);
                        await (isStopping ? session.LeaveAsync() : session.GiveBackAsync()).ConfigureAwait(false);
                        (isSound, hasInbox) = (true, session.Lease.HasInbox);
                        return result;
                    }
                    catch (PastNotLoadedException)
                    {
                        session.Lease.Drop();
                        await session.LoadPastAsync(cancellationToken).ConfigureAwait(false);
                    }
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                isSound = await TryLeaveAsync(session).ConfigureAwait(false);
                throw;
            }
            catch (JournalException exception) when (exception.Fault == JournalFault.Conflict)
            {
                RuntimeLog.LostRace(logger, conversation);
            }
            finally
            {
                session.Lease.Drop();
                if (isSound && session.Rest() is { } snapshot)
                    _ = KeepAsync(conversation, snapshot);
                sessions.GiveBack(session, isSound);
                if (hasInbox)
                    errands.Begin(() => ReturnAsync(conversation));
            }

            if (left is null && IsElsewhere(head))
            {
                busy?.Invoke();
                await WaitForChangeAsync(head, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Whether a living process of another runtime works on the conversation.
    private bool IsElsewhere(ConversationHead head) => head.Lease is not null && !keeper.IsOurs(head.Lease) && !watch.IsDead(head);

    /// <summary>Answers messages of the inbox, from now on, also where no caller of this process waits for it.</summary>
    public void Start() => isStopping = false;

    /// <summary>
    /// Stops that: the message that is being answered is, and the others are left to other processes, also by turns that end later.
    /// </summary>
    public Task StopAsync()
    {
        isStopping = true;
        return errands.WhenIdleAsync();
    }

    // Nobody waits for it. A snapshot that is not kept costs the next process that wakes the conversation time.
    private async Task KeepAsync(ConversationId conversation, JournalSnapshot snapshot)
    {
        try
        {
            await journal.KeepSnapshotAsync(conversation, snapshot, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is JournalException or ObjectDisposedException)
        {
            RuntimeLog.SnapshotNotKept(logger, failure, conversation);
        }
    }

    // The entries so far are true, so they are kept for whoever resumes. If another works on the conversation already, they are not.
    private async ValueTask<bool> TryLeaveAsync(Session session)
    {
        try
        {
            await session.LeaveAsync().ConfigureAwait(false);
            return true;
        }
        catch (JournalException exception) when (exception.Fault == JournalFault.Conflict)
        {
            RuntimeLog.LostRace(logger, session.Id);
            return false;
        }
    }

    private async ValueTask<Answered<T>?> CatchUpAsync<T>(
        Session session,
        ConversationHead head,
        Action? busy,
        Func<LeftMessage<T>>? left,
        CancellationToken cancellationToken
    )
    {
        if (session.Durable == 0)
            session.Erasures = head.Erasures;
        LeftMessage<T>? leaving = null;
        var isPut = false;
        while (left is not null && IsElsewhere(head))
        {
            busy?.Invoke();
            leaving ??= left();
            await session.LoadAsync(cancellationToken).ConfigureAwait(false);
            if (leaving.AnswerIn(session) is { } answered)
                return answered;
            head = head with { Version = session.Durable };
            isPut = isPut || await journal.PutInInboxAsync(session.Id, leaving.Message, cancellationToken).ConfigureAwait(false);
            // If it could not be put there, the lease was given back in between.
            if (isPut)
                await WaitForChangeAsync(head, cancellationToken).ConfigureAwait(false);
            head = await journal.ReadHeadAsync(session.Id, cancellationToken).ConfigureAwait(false);
        }

        watch.Forget(session.Id);
        session.Lease.Begin(head);
        if (head.Version > session.Durable)
            await session.LoadAsync(cancellationToken).ConfigureAwait(false);
        // It was erased, or the store was replaced by an older one.
        if (head.Version < session.Durable || head.Erasures != session.Erasures)
            throw JournalException.Conflict(session.Id, session.Durable, head.Version);
        return null;
    }

    private async ValueTask AnswerInboxAsync(Session session, CancellationToken cancellationToken)
    {
        if (!session.Lease.HasInbox)
            return;
        foreach (var message in await journal.ReadInboxAsync(session.Id, cancellationToken).ConfigureAwait(false))
        {
            var isKnown = session.State.Messages.Find(message.Received.Message) is not null;
            try
            {
                await answer(message, session, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception refusal) when (refusal is not (OperationCanceledException or JournalException or PastNotLoadedException))
            {
                RuntimeLog.MessageRefused(logger, refusal, message.Received.Message, session.Id);
                await RemoveAsync().ConfigureAwait(false);
                // A message that does not fit leaves nothing. Anything else is a fault, and what it left is not kept.
                if (session.HasPending)
                    throw;
                continue;
            }

            if (isKnown)
                await RemoveAsync().ConfigureAwait(false);

            // It becomes no entry, and so no append takes it out. Its sender finds it gone and is told by its own process.
            async ValueTask RemoveAsync()
            {
                await journal.RemoveFromInboxAsync(session.Id, message.Received.Message, cancellationToken).ConfigureAwait(false);
                session.Lease.LookAgain();
            }
        }
    }

    // Whoever waits for the conversation in this process has its turn first.
    private async Task ReturnAsync(ConversationId conversation)
    {
        try
        {
            await UseAsync(conversation, _ => ValueTask.FromResult(true), busy: null, left: null, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // The lease is not renewed any more, so whoever watches it goes on with the inbox.
            RuntimeLog.InboxFailed(logger, failure, conversation);
        }
    }

    // An entry of the one at work is noticed when the journal says so, and what is no entry at the next look.
    private async ValueTask WaitForChangeAsync(ConversationHead head, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var grown = HasGrownAsync(head, stop.Token);
        var look = Task.Delay((options.LeaseTime / LooksForEachLease).AsWait(), options.TimeProvider, stop.Token);
        await Task.WhenAny(grown, look).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await grown.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task HasGrownAsync(ConversationHead head, CancellationToken cancellationToken)
    {
        await foreach (var _ in journal.FollowAsync(head.Conversation, head.Version + 1, cancellationToken).ConfigureAwait(false))
            return;
    }
}

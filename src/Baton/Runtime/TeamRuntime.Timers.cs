using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Timers;
using Baton.Performing.Sessions;
using Baton.Runtime.Timers;

namespace Baton;

/// <content>This part lets happen what falls due while nothing else does.</content>
public sealed partial class TeamRuntime
{
    /// <summary>
    /// Lets happen what falls due in the team's conversations, in whatever process it was set: deadlines, time limits, tickets that nobody
    /// answers, turns whose process ended. Host it beside the runtime, in one process or in several: each due time fires once. What fell
    /// due while no process ran fires at once.
    /// </summary>
    /// <remarks>
    /// It sleeps until the next due time. Those of other processes it notices within <see cref="RuntimeOptions.DueInterval"/>. A conversation
    /// that is being served is waited for: its own loop looks at deadlines between its steps. One that fails is logged and tried again after
    /// a minute.
    /// </remarks>
    /// <param name="cancellationToken">Ends it; what is under way stops where it is and can be resumed.</param>
    /// <exception cref="NotSupportedException">The journal does not know when conversations are due.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        var timers = Timers;
        // Whoever serves for long has what rules need built at once, so that no message waits for it.
        var preparing = Task.Run(() => team.Rules.Prepare(cancellationToken), cancellationToken);
        try
        {
            await timers.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await preparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await dispatcher.WhenIdleAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Lets happen what is due now, and what follows from it, once.</summary>
    /// <param name="cancellationToken">Stops it where it is; what is then left is due still.</param>
    /// <returns>How many due times fired.</returns>
    /// <exception cref="NotSupportedException">The journal does not know when conversations are due.</exception>
    /// <exception cref="JournalException">The journal cannot be read or written; the other conversations were served.</exception>
    public async Task<int> ServeDueAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await Timers.ServeAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await dispatcher.WhenIdleAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Lets happen what is due now in one conversation, and what follows from it, once.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="cancellationToken">Stops it where it is; what is then left is due still.</param>
    /// <returns>How many due times fired.</returns>
    /// <exception cref="NotSupportedException">The journal does not know when conversations are due.</exception>
    /// <exception cref="JournalException">The journal cannot be read or written.</exception>
    public async Task<int> ServeDueAsync(ConversationId conversation, CancellationToken cancellationToken = default)
    {
        _ = Timers;
        try
        {
            return await ServeDueAsync(conversation, static () => { }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await dispatcher.WhenIdleAsync().ConfigureAwait(false);
        }
    }

    private Timekeeper Timers => timekeeper ?? throw new NotSupportedException(
        $"This journal does not record when conversations are due, so timers cannot fire. Use one that is an {nameof(IDueJournal)}, as Baton's own are.");

    private Timekeeper? NewTimekeeper()
    {
        if (appender.Journal is not { } journal)
            return null;
        var keeper = new Timekeeper(journal, team.Name, FireUnreadAsync, ServeDueAsync, options, logger);
        appender.Noted = keeper.Note;
        return keeper;
    }

    private ValueTask<bool> FireUnreadAsync(DueConversation due) =>
        sessions.Has(due.Conversation) ? ValueTask.FromResult(false) : appender.FireAsync(due, options.TimeProvider.GetUtcNow());

    private Task<int> ServeDueAsync(ConversationId conversation, Action leave, CancellationToken cancellationToken) =>
        WithSessionAsync(conversation, session => FireAsync(session, leave, cancellationToken), leave, updates: null, cancellationToken);

    private async ValueTask<int> FireAsync(Session session, Action leave, CancellationToken cancellationToken)
    {
        var (fired, version) = (0, session.Durable);
        session.Committed = _ => leave();
        // A timer that fired, and whose process may have ended since, is gone on with.
        if (session.Entries is [.., TimerFired])
            await WorkAsync(new Line(session, leg: null), session, audience: null, cancellationToken).ConfigureAwait(false);
        // The conversation is looked at anew: another process may have been first, or the team's limits may be others than they were.
        while (appender.Next(session) is { } due && due.At <= options.TimeProvider.GetUtcNow())
        {
            if (due.Of == DueKind.Delivery)
            {
                fired += await BeginDeliveriesAsync(session, cancellationToken).ConfigureAwait(false);
                continue;
            }

            session.Add(new TimerFired { Due = due.At, Of = due.Of });
            await WorkAsync(new Line(session, leg: null), session, audience: null, cancellationToken).ConfigureAwait(false);
            fired++;
        }

        if (session.Durable == version)
            await appender.SetAsync(session).ConfigureAwait(false);
        return fired;
    }
}

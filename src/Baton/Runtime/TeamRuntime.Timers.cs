using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Timers;
using Baton.Performing.Sessions;
using Baton.Runtime.Timers;

namespace Baton;

/// <content>This part fires what falls due although nothing else happens.</content>
public sealed partial class TeamRuntime
{
    /// <summary>
    /// Fires what falls due in the team's conversations, whichever process set it: deadlines, time limits, tickets that nobody answers,
    /// turns whose process ended. Host it beside the runtime, in one process or in several: each due time fires once. What fell due while
    /// no process ran fires at once.
    /// </summary>
    /// <remarks>
    /// It sleeps until the next due time. Due times set by other processes are noticed within <see cref="RuntimeOptions.DueInterval"/>. A
    /// conversation in use is waited for, because its own loop checks deadlines between its steps. A conversation that fails is logged and
    /// tried again after a minute.
    /// </remarks>
    /// <param name="cancellationToken">Ends it; what is under way stops where it is, and is due at once for other processes.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        // Whoever serves for long has what rules need built at once, so that no message waits for it.
        var preparing = Task.Run(() => team.Rules.Prepare(cancellationToken), cancellationToken);
        gate.Start();
        try
        {
            await timekeeper.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await preparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await dispatcher.WhenIdleAsync().ConfigureAwait(false);
            await gate.StopAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Fires what is due now, and does what follows from it, once.</summary>
    /// <param name="cancellationToken">Stops it where it is; what is left is still due.</param>
    /// <returns>How many due times fired.</returns>
    /// <exception cref="JournalException">The journal cannot be read or written; the other conversations were served.</exception>
    public async Task<int> ServeDueAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await timekeeper.ServeAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await dispatcher.WhenIdleAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Fires what is due now in one conversation, and does what follows from it, once.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="cancellationToken">Stops it where it is; what is left is still due.</param>
    /// <returns>How many due times fired.</returns>
    /// <exception cref="JournalException">The journal cannot be read or written.</exception>
    public async Task<int> ServeDueAsync(ConversationId conversation, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ServeDueAsync(conversation, static () => { }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await dispatcher.WhenIdleAsync().ConfigureAwait(false);
        }
    }

    private Timekeeper NewTimekeeper()
    {
        var keeper = new Timekeeper(journal, team.Name, watch, FireUnreadAsync, ServeDueAsync, options, logger);
        appender.DueChanged = keeper.Note;
        return keeper;
    }

    private ValueTask<bool> FireUnreadAsync(DueConversation due) =>
        sessions.Find(due.Conversation) is not null
            ? ValueTask.FromResult(false)
            : appender.FireAsync(due, options.TimeProvider.GetUtcNow());

    private Task<int> ServeDueAsync(ConversationId conversation, Action leave, CancellationToken cancellationToken) =>
        gate.UseAsync(conversation, session => FireAsync(session, leave, cancellationToken), leave, left: null, cancellationToken).AsTask();

    private async ValueTask<int> FireAsync(Session session, Action leave, CancellationToken cancellationToken)
    {
        var (fired, version) = (0, session.Durable);
        session.Committed = _ => leave();
        // A timer has fired, and the process that fired it may have ended since: continue its work.
        if (session.Entries is [.., TimerFired])
            await WorkAsync(session, audience: null, cancellationToken).ConfigureAwait(false);
        // Check again: another process may have been first, or the team's limits may have changed.
        while (NextDue(session) is { } due && due.At <= options.TimeProvider.GetUtcNow())
        {
            if (due.Of == DueKind.Delivery)
            {
                fired += await BeginDeliveriesAsync(session, cancellationToken).ConfigureAwait(false);
                continue;
            }

            session.Add(new TimerFired { Due = due.At, Of = due.Of });
            await WorkAsync(session, audience: null, cancellationToken).ConfigureAwait(false);
            fired++;
        }

        if (session.Durable == version)
            await appender.SetAsync(session).ConfigureAwait(false);
        return fired;
    }

    // Nobody else has the conversation, so work that is left was left by a process that ended or stopped: it is due at once.
    private DueMoment? NextDue(Session session) =>
        appender.Next(session) is { } due
            ? due.Of == DueKind.Unfinished
                ? due with
                {
                    At = session.State.Now,
                }
                : due
            : null;
}

using Baton.Deciding.Timers;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Timers;
using Baton.Performing.Leases;

namespace Baton.Performing.Sessions;

/// <summary>Appends to the journal, each time with the conversation's next due time and what becomes of its lease.</summary>
internal sealed class DueAppender(IJournal journal, Team team, LeaseKeeper leases)
{
    /// <summary>Called with each due time once it is in the journal.</summary>
    public Action<DateTimeOffset>? DueChanged { get; set; }

    /// <summary>What a new session knows of its conversation's lease: nothing yet.</summary>
    public SessionLease LeaseOf(ConversationId conversation) => new(conversation, leases);

    /// <summary>Refuses a conversation of another team in the same store.</summary>
    /// <exception cref="OtherTeamException">It belongs to another team.</exception>
    public void RefuseOtherTeam(ConversationOpened opened)
    {
        if (opened.Team != team.Name)
            throw new OtherTeamException(opened.Conversation, opened.Team, team.Name);
    }

    /// <summary>The conversation's next due time. Call it while nobody adds to the session.</summary>
    public DueMoment? Next(Session session) => Agenda.Next(team, session.Id, session.Transcript, session.State);

    /// <summary>
    /// Appends entries of a session, with the due time of the state after them. The lease is kept as long as work is left to do, and given
    /// back with the last append of the work.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="entries">Its entries behind the last durable one; none to change the due time and the lease alone.</param>
    /// <param name="due">Its next due time.</param>
    /// <param name="leaves">Whether the work stops here: what is left is due at once, for another process.</param>
    public async ValueTask AppendAsync(Session session, IReadOnlyList<JournalEntry> entries, DueMoment? due, bool leaves = false)
    {
        var isLeft = due is { Of: DueKind.Unfinished };
        if (leaves && (isLeft || session.Lease.HasInbox))
            due = new DueMoment(session.State.Now, DueKind.Unfinished);
        var use = session.Lease.Use(
            leaves ? LeaseAfter.Left
            : isLeft ? LeaseAfter.Kept
            : LeaseAfter.GivenBack
        );
        var isKept =
            entries.Count == 0
                ? await journal
                    .SetDueAsync(session.Id, session.Durable, DueOf(due), use with { Renews = true }, CancellationToken.None)
                    .ConfigureAwait(false)
                : await journal
                    .AppendAsync(session.Id, session.Durable, entries, DueOf(due), use, CancellationToken.None)
                    .ConfigureAwait(false);
        session.Lease.Used(use, isKept);
        Announce(due);
    }

    /// <summary>Sets the due time of a conversation, and takes or gives back its lease, without appending.</summary>
    public ValueTask SetAsync(Session session, bool leaves = false) => AppendAsync(session, [], Next(session), leaves);

    /// <summary>
    /// Appends <c>timer_fired</c> without reading the conversation. The listed due time is valid as long as nobody has appended since. The
    /// caller then continues the conversation; if its process ends before that, its lease shows it to other processes.
    /// </summary>
    /// <returns>Whether it fired; false if the conversation must be read first.</returns>
    public async ValueTask<bool> FireAsync(DueConversation due, DateTimeOffset now)
    {
        // Deliveries do not fire: the dispatcher reads the conversation.
        if (DueMoment.KindOf(due.Of) is not { } kind || kind == DueKind.Delivery)
            return false;
        var next = new DueMoment(now.Later(team.Patience), DueKind.Unfinished);
        try
        {
            var fired = new TimerFired
            {
                Seq = due.Version + 1,
                At = now,
                Due = due.At,
                Of = kind,
            };
            var use = new LeaseUse(leases.NextBeat(), LeaseAfter.Kept);
            await journal
                .AppendAsync(due.Conversation, due.Version, [fired], DueOf(next), use, CancellationToken.None)
                .ConfigureAwait(false);
            Announce(next);
            return true;
        }
        catch (JournalException)
        {
            // Another writer was faster, or the journal failed. Reading the conversation next will tell.
            return false;
        }
    }

    private Due? DueOf(DueMoment? due) => due is { } next ? new Due(team.Name, next.At, next.Word) : null;

    private void Announce(DueMoment? due)
    {
        if (due is { } next)
            DueChanged?.Invoke(next.At);
    }
}

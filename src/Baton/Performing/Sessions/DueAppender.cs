using Baton.Deciding.Timers;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Timers;

namespace Baton.Performing.Sessions;

/// <summary>Appends to the journal, each time with the conversation's next due time.</summary>
internal sealed class DueAppender(IJournal journal, Team team)
{
    /// <summary>Called with each due time once it is in the journal.</summary>
    public Action<DateTimeOffset>? DueChanged { get; set; }

    /// <summary>The conversation's next due time. Call it while nobody adds to the session.</summary>
    public DueMoment? Next(Session session) => Agenda.Next(team, session.Id, session.Transcript, session.State);

    /// <summary>Appends entries, with the due time of the state after them.</summary>
    public async ValueTask AppendAsync(
        ConversationId conversation,
        long expectedVersion,
        IReadOnlyList<JournalEntry> entries,
        DueMoment? due
    )
    {
        await journal.AppendAsync(conversation, expectedVersion, entries, DueOf(due), CancellationToken.None).ConfigureAwait(false);
        Announce(due);
    }

    /// <summary>Sets the due time of a conversation without appending.</summary>
    public async ValueTask SetAsync(Session session)
    {
        var due = Next(session);
        await journal.SetDueAsync(session.Id, session.Durable, DueOf(due), CancellationToken.None).ConfigureAwait(false);
        Announce(due);
    }

    /// <summary>
    /// Appends <c>timer_fired</c> without reading the conversation. The listed due time is valid as long as nobody has appended since. The
    /// caller then continues the conversation; if its process ends before that, the conversation is due again as unfinished.
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
            await AppendAsync(due.Conversation, due.Version, [fired], next).ConfigureAwait(false);
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

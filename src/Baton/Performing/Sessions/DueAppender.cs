using Baton.Deciding.Timers;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Timers;

namespace Baton.Performing.Sessions;

/// <summary>Appends to the journal, and says with each append when something falls due next.</summary>
internal sealed class DueAppender(IJournal journal, Team team)
{
    /// <summary>Called with each due time once it is in the journal.</summary>
    public Action<DateTimeOffset>? DueChanged { get; set; }

    /// <summary>When something falls due next; read it while nobody adds to the session.</summary>
    public DueMoment? Next(Session session) => Agenda.Next(team, session.Id, session.Transcript, session.State);

    /// <summary>Appends entries that end with the state of which <paramref name="due"/> was read.</summary>
    public async ValueTask AppendAsync(ConversationId conversation, long expectedVersion, IReadOnlyList<JournalEntry> entries, DueMoment? due)
    {
        await journal.AppendAsync(conversation, expectedVersion, entries, DueOf(due), CancellationToken.None).ConfigureAwait(false);
        Announce(due);
    }

    /// <summary>Says anew when something falls due in a conversation that stands as the journal has it.</summary>
    public async ValueTask SetAsync(Session session)
    {
        var due = Next(session);
        await journal.SetDueAsync(session.Id, session.Durable, DueOf(due), CancellationToken.None).ConfigureAwait(false);
        Announce(due);
    }

    /// <summary>
    /// Appends that something fell due, without reading the conversation: what the journal lists holds as long as nobody has appended since.
    /// Whoever does this goes on with the conversation; if its process ends before, it is due again as unfinished.
    /// </summary>
    /// <returns>Whether it fired; false when the conversation has to be read first.</returns>
    public async ValueTask<bool> FireAsync(DueConversation due, DateTimeOffset now)
    {
        // What is to be delivered never fires: who delivers it reads what.
        if (DueMoment.KindOf(due.Of) is not { } kind || kind == DueKind.Delivery)
            return false;
        var next = new DueMoment(now + team.Patience, DueKind.Unfinished);
        try
        {
            var fired = new TimerFired { Seq = due.Version + 1, At = now, Due = due.At, Of = kind };
            await AppendAsync(due.Conversation, due.Version, [fired], next).ConfigureAwait(false);
            return true;
        }
        catch (JournalException)
        {
            // Another writer was first, or the journal is in trouble: whoever reads the conversation finds out which.
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

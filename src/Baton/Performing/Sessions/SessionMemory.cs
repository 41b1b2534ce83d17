using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Histories;

namespace Baton.Performing.Sessions;

/// <summary>
/// What of a conversation stays in memory between turns, and what is written down so that it need not be read whole when it wakes. The
/// invariant: what is in memory, or in a snapshot, is what the fold of all entries gives, only with less of the past. Asking for more
/// throws a <see cref="PastNotLoadedException"/>, upon which the session loads everything and asks again; so forgetting can cost time and
/// never an answer. A conversation that was loaded whole stays so for a while, because who asked for the past may ask again.
/// </summary>
/// <param name="journal">Where the conversation and its snapshot are kept.</param>
/// <param name="tag">What a snapshot must fit, beside its entries, to be used.</param>
internal sealed class SessionMemory(IJournal journal, SnapshotTag tag)
{
    // Fewer entries are not worth a place where they end.
    private const int Step = 256;

    // The newest entries stay whatever the views need.
    private const int LeastEntries = 64;

    // A message is sent again, and an ended issue reopened, soon or hardly ever.
    private const int Messages = 64;
    private const int EndedIssues = 32;

    // How many entries long a conversation that was loaded whole stays so.
    private const int WholeFor = 2_048;

    // A view this far behind is brought up to date, so that the entries it needs can be forgotten.
    private const int MostBehind = 4_096;

    // An entry with what the views and the transcript have of it, without its text; and how often its text is there, in two bytes a letter.
    private const int BytesOfEntry = 720;
    private const int TimesOfText = 6;

    private long wholeUntil;
    private int keptBefore;

    /// <summary>The conversation's snapshot; null if there is none that can be used.</summary>
    public async ValueTask<SessionSnapshot?> ReadAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        if (
            !journal.KeepsSnapshots
            || await journal.ReadSnapshotAsync(conversation, cancellationToken).ConfigureAwait(false) is not { } kept
            || SessionSnapshot.Read(kept.Body.Span, tag.Text) is not { } snapshot
        )
            return null;
        keptBefore = snapshot.Before;
        return snapshot;
    }

    /// <summary>Notes that the whole conversation had to be loaded.</summary>
    /// <param name="version">Its last entry.</param>
    public void WasLoadedWhole(long version) => wholeUntil = version + WholeFor;

    /// <summary>Forgets what the next turns are unlikely to need.</summary>
    /// <returns>The state that is left.</returns>
    public ConversationState Rest(EntryWindow entries, ConversationState state, Transcript transcript, SessionViews views)
    {
        transcript.Rest();
        views.Rest();
        if (state.Version < wholeUntil || entries.Count - entries.Before < LeastEntries + Step)
            return state;
        views.CatchUp(entries.Count - MostBehind, entries, state, transcript);
        var from = views.ReadFrom();
        if (from - entries.Before < Step || from > entries.Count - LeastEntries)
            return state;
        var handed = (int)state.HandedAt - 1;
        // The transcript reads what it still needs of the entries first.
        transcript.Forget(views.WrittenFrom() - 1);
        entries.Forget(from, handed >= 0 && handed < from ? [entries[handed]] : []);
        transcript.Segments.Forget();
        return state.Forget(Messages, EndedIssues, NamedIn(entries));
    }

    /// <summary>A snapshot, if another part of the past was forgotten since the last one.</summary>
    public JournalSnapshot? Snapshot(EntryWindow entries, ConversationState state, Transcript transcript, SessionViews views)
    {
        if (!journal.KeepsSnapshots || entries.Before <= keptBefore)
            return null;
        keptBefore = entries.Before;
        return new JournalSnapshot(state.Version, entries.Before + 1, SessionSnapshot.Write(tag.Text, entries, state, transcript, views));
    }

    // The views of the turns in memory name these issues.
    private static HashSet<IssueId> NamedIn(EntryWindow entries)
    {
        var named = new HashSet<IssueId>();
        for (var place = entries.Before; place < entries.Count; place++)
        {
            switch (entries[place])
            {
                case IssueOpened opened:
                    named.Add(opened.Issue);
                    break;
                case IssueChanged changed:
                    named.Add(changed.Issue);
                    break;
                case HandedOff handed:
                    named.UnionWith(handed.Briefing.Issues);
                    break;
                case LegEnded ended:
                    named.UnionWith(ended.Issues);
                    break;
                case Escalated { Issue: { } issue }:
                    named.Add(issue);
                    break;
                case TicketOpened opened:
                    named.UnionWith(opened.Issues);
                    break;
                default:
                    break;
            }
        }

        return named;
    }

    /// <summary>About how many bytes the conversation takes in memory.</summary>
    public static long BytesOf(EntryWindow entries, Transcript transcript) =>
        ((entries.Count - entries.Before) * BytesOfEntry) + (transcript.BytesInMemory * TimesOfText);
}

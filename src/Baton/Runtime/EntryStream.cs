using System.Threading.Channels;
using Baton.Journals;
using Baton.Performing.Sessions;

namespace Baton.Runtime;

/// <summary>
/// Tells a reader of each entry once it is durable, also of those that another process appends while the reader's call waits for it.
/// </summary>
internal sealed class EntryStream(ChannelWriter<TurnUpdate> updates)
{
    private long? told;

    /// <summary>Begins behind what the session has, or goes on behind what was told.</summary>
    public void Follow(Session session)
    {
        told ??= session.Durable;
        for (var place = (int)told; place < session.Entries.Count; place++)
            Tell(session.Entries[place]);
        session.Committed = Tell;
    }

    private void Tell(JournalEntry entry)
    {
        told = entry.Seq;
        updates.TryWrite(new EntryAppended(entry));
    }
}

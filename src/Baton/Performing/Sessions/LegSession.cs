using Baton.Journals;
using Baton.States;
using Baton.States.Histories;
using Baton.States.Views;

namespace Baton.Performing.Sessions;

/// <summary>
/// A session as one leg uses it, or the conversation itself where no leg is given. Entries are stamped with the leg's name; all legs write
/// into the one journal of the conversation, in one order.
/// </summary>
internal sealed class LegSession(Session session, string? leg)
{
    public ConversationId Id => session.Id;

    /// <summary>The leg's name; null for the conversation itself.</summary>
    public string? Leg => leg;

    /// <summary>Held while reading what other legs may add to, and while deciding from it.</summary>
    public Lock Sync => session.Sync;

    /// <summary>Held while shared state is written, so that two legs do not build on the same revision.</summary>
    public SemaphoreSlim Writing => session.Writing;

    public ConversationState State => session.State.ForLeg(leg);

    /// <summary>Counts the tokens of a text.</summary>
    public Func<string, int> CountTokens => session.CountTokens;

    /// <summary>What was said so far. Read it under <see cref="Sync"/>.</summary>
    public Transcript Transcript => session.Transcript;

    /// <summary>The same for a leg that this one opened.</summary>
    public LegSession Of(string name) => new(session, name);

    /// <summary>The conversation itself, for what belongs to no leg.</summary>
    public LegSession Whole => leg is null ? this : new(session, leg: null);

    /// <summary>An entry by its number. The past is loaded if it must be.</summary>
    public async ValueTask<JournalEntry> ReadEntryAsync(long seq, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                lock (Sync)
                    return session.Entries[(int)seq - 1];
            }
            catch (PastNotLoadedException)
            {
                await session.LoadPastAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Add(JournalEntry entry) => session.Add(entry, entry.Leg ?? leg);

    /// <summary>Whether the conversation has such an entry. It searches from the newest entry backwards.</summary>
    public bool Has(Func<JournalEntry, bool> such)
    {
        lock (Sync)
        {
            for (var place = session.Entries.Count - 1; place >= 0; place--)
            {
                if (such(session.Entries[place]))
                    return true;
            }

            return false;
        }
    }

    public void AddRange(IEnumerable<JournalEntry> added)
    {
        lock (Sync)
        {
            if (leg is null && added is DraftEntries draft && session.TryAdd(draft))
                return;
            foreach (var entry in added)
                Add(entry);
        }
    }

    public ValueTask CommitAsync() => session.CommitAsync();

    /// <inheritdoc cref="Session.LoadPastAsync" />
    public ValueTask LoadPastAsync(CancellationToken cancellationToken) => session.LoadPastAsync(cancellationToken);

    /// <inheritdoc cref="Session.ClaimAsync" />
    public ValueTask ClaimAsync() => session.ClaimAsync();

    /// <inheritdoc cref="Session.WriteBehindAsync" />
    public ValueTask WriteBehindAsync(Task work, RuntimeOptions options) => session.WriteBehindAsync(work, options);

    /// <inheritdoc cref="Session.NextCallId" />
    public CallId NextCallId(int place) => session.NextCallId(leg, place);

    /// <summary>The view of an agent's model. The clearance may be lower than the agent's own, because of limits.</summary>
    /// <returns>The view, whether it fits the window, and whether something is left out of it.</returns>
    public async ValueTask<(ModelView View, bool Fits, bool LeavesOut)> ReadAsync<T>(
        ViewKey key,
        T from,
        Func<ViewKey, T, AgentView> make,
        int window,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            try
            {
                lock (Sync)
                {
                    var view = session.ViewFor(key, from, make);
                    var read = view.Messages(session.Entries, State, session.Transcript);
                    return (read, read.FitsIn(window), view.LeavesOut);
                }
            }
            catch (PastNotLoadedException)
            {
                // The view may be written in part, so it is begun anew.
                session.DropView(key);
                await session.LoadPastAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

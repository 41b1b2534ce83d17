using System.Collections;
using Baton.Journals;

namespace Baton.States;

/// <summary>
/// The entries of a decision, placed behind those of the journal, with the state after them. Whoever appends them unchanged need not fold
/// them again.
/// </summary>
internal sealed class DraftEntries : IReadOnlyList<JournalEntry>
{
    private readonly List<JournalEntry> entries = [];

    /// <summary>Begins behind the journal's last entry.</summary>
    public DraftEntries(ConversationState before) => (Before, After) = (before, before);

    /// <summary>The state before the first entry.</summary>
    public ConversationState Before { get; }

    /// <summary>The state after the last entry.</summary>
    public ConversationState After { get; private set; }

    public int Count => entries.Count;

    public JournalEntry this[int index] => entries[index];

    /// <summary>Adds an entry, as written at the moment of the last one in the journal.</summary>
    public void Add(JournalEntry entry)
    {
        var placed = entry.Placed(After.Version + 1, After.Now, entry.Leg ?? After.Leg);
        entries.Add(placed);
        After = ConversationFold.Apply(After, placed);
    }

    public List<JournalEntry>.Enumerator GetEnumerator() => entries.GetEnumerator();

    IEnumerator<JournalEntry> IEnumerable<JournalEntry>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

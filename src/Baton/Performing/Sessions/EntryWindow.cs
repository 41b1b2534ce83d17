using System.Collections;
using Baton.Journals;
using Baton.States;

namespace Baton.Performing.Sessions;

/// <summary>
/// The entries of a conversation by place: the newest, and of the older ones those that are needed in every turn. Asking for another throws
/// a <see cref="PastNotLoadedException"/>.
/// </summary>
internal sealed class EntryWindow : IReadOnlyList<JournalEntry>
{
    private readonly Tail<JournalEntry> newest;
    private Dictionary<int, JournalEntry>? kept;

    /// <param name="before">How many entries come before the newest.</param>
    public EntryWindow(int before = 0) => newest = new Tail<JournalEntry>(before, "entries");

    public int Count => newest.Count;

    /// <summary>How many entries come before the newest.</summary>
    public int Before => newest.Before;

    /// <summary>The older entries that are in memory.</summary>
    public IReadOnlyCollection<JournalEntry> Kept => kept is null ? [] : kept.Values;

    public JournalEntry this[int index] => index < newest.Before && kept?.GetValueOrDefault(index) is { } entry ? entry : newest[index];

    public void Add(JournalEntry entry) => newest.Add(entry);

    /// <summary>Adds an entry from before the newest.</summary>
    public void Keep(JournalEntry entry) => (kept ??= [])[(int)entry.Seq - 1] = entry;

    /// <summary>Some of the newest entries.</summary>
    public List<JournalEntry> Range(int index, int count) => newest.Range(index, count);

    /// <summary>Forgets the entries before a place, except some.</summary>
    /// <param name="index">The place.</param>
    /// <param name="except">The entries to keep; those that were kept before and are not among them are forgotten.</param>
    public void Forget(int index, IEnumerable<JournalEntry> except)
    {
        newest.Forget(index);
        kept = null;
        foreach (var entry in except)
            Keep(entry);
    }

    public IEnumerator<JournalEntry> GetEnumerator() => newest.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

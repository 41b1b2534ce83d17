using System.Globalization;

namespace Baton.Journals;

/// <summary>The check that every journal makes of an append before anything else.</summary>
public static class EntryNumbering
{
    /// <summary>Makes sure that there are entries and that they are numbered from <paramref name="expectedVersion"/> + 1 without gaps.</summary>
    /// <exception cref="ArgumentException">They are empty or numbered otherwise.</exception>
    public static void Require(long expectedVersion, IReadOnlyList<JournalEntry> entries)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0)
            throw new ArgumentException("An append needs at least one entry.", nameof(entries));
        for (var i = 0; i < entries.Count; i++)
        {
            var due = expectedVersion + 1 + i;
            if (entries[i].Seq != due)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Expected entry {due}, but got entry {entries[i].Seq}."), nameof(entries));
        }
    }
}

using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;

namespace Baton.States.Views;

/// <summary>Which entries of parallel work a reader sees, and in which order: legs write into one journal as they go.</summary>
internal static class LegOrder
{
    /// <summary>
    /// Whether a line sees an entry while the turn runs: its own, those of the lines that it was delegated by, and of its own legs that
    /// they were opened and what they report.
    /// </summary>
    public static bool Sees(string? leg, JournalEntry entry) =>
        LegName.Holds(entry.Leg, leg) || (entry is LegEnded or HandedOff { Trigger: HandoffTrigger.Delegated } && LegName.ParentOf(entry.Leg!) == leg);

    /// <summary>The entries that a line sees while the turn runs.</summary>
    public static IEnumerable<JournalEntry> Seen(IReadOnlyList<JournalEntry> entries, int from, int to, string? leg)
    {
        for (var index = from; index < to; index++)
        {
            if (Sees(leg, entries[index]))
                yield return entries[index];
        }
    }

    /// <summary>All entries of a finished turn, each leg in one piece where it was waited for, so that every call stands with its result.</summary>
    public static IEnumerable<JournalEntry> Apart(IReadOnlyList<JournalEntry> entries, int from, int to) => Apart(entries.Skip(from).Take(to - from), line: null);

    private static List<JournalEntry> Apart(IEnumerable<JournalEntry> entries, string? line)
    {
        var ordered = new List<JournalEntry>();
        var legs = new SortedDictionary<string, List<JournalEntry>>(LegName.Order);
        var behind = new List<JournalEntry>();
        foreach (var entry in entries)
        {
            if (entry.Leg != line)
            {
                var child = LegName.ChildOf(line, entry.Leg!);
                if (!legs.TryGetValue(child, out var leg))
                    legs.Add(child, leg = []);
                leg.Add(entry);
            }
            else if (legs.Count > 0 && entry is (MessageReceived or InterimReplied))
            {
                behind.Add(entry);
            }
            else
            {
                Flush();
                ordered.Add(entry);
            }
        }

        Flush();
        return ordered;

        void Flush()
        {
            foreach (var (name, leg) in legs)
                ordered.AddRange(Apart(leg, name));
            ordered.AddRange(behind);
            legs.Clear();
            behind.Clear();
        }
    }
}

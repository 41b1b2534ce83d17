using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;

namespace Baton.States.Views;

/// <summary>Which entries of parallel work a reader sees, and in which order. Legs write into one journal at the same time.</summary>
internal static class LegOrder
{
    /// <summary>
    /// Whether a leg sees an entry while the turn runs: its own, those of whoever delegated it, and of its own legs that they were opened
    /// and what they report.
    /// </summary>
    public static bool Sees(string? leg, JournalEntry entry) =>
        LegName.Holds(entry.Leg, leg)
        || (entry is LegEnded or HandedOff { Trigger: HandoffTrigger.Delegated } && LegName.ParentOf(entry.Leg!) == leg);

    /// <summary>
    /// All entries of a finished turn. The entries of a leg stand together, so that every call is followed by its result.
    /// </summary>
    public static IReadOnlyList<JournalEntry> LegByLeg(IReadOnlyList<JournalEntry> entries, int from, int to) =>
        LegByLeg(entries.Skip(from).Take(to - from), parent: null);

    /// <summary>Whether any of these entries belongs to a leg.</summary>
    public static bool HasLegs(IReadOnlyList<JournalEntry> entries, int from, int to)
    {
        for (var index = from; index < to; index++)
        {
            if (entries[index].Leg is not null)
                return true;
        }

        return false;
    }

    private static List<JournalEntry> LegByLeg(IEnumerable<JournalEntry> entries, string? parent)
    {
        var ordered = new List<JournalEntry>();
        var legs = new SortedDictionary<string, List<JournalEntry>>(LegName.Order);
        var behind = new List<JournalEntry>();
        foreach (var entry in entries)
        {
            if (entry.Leg != parent)
            {
                var child = LegName.ChildOf(parent, entry.Leg!);
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
                ordered.AddRange(LegByLeg(leg, name));
            ordered.AddRange(behind);
            legs.Clear();
            behind.Clear();
        }
    }
}

using Baton.Cli.Output;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;

namespace Baton.Cli.Views;

/// <summary>Tracks who holds the baton in each leg of parallel work.</summary>
internal sealed class Lanes
{
    private readonly Dictionary<string, string> holders = [];

    /// <summary>The leg that delegated this one; empty for the main line of the conversation.</summary>
    public static string ParentOf(string leg) => leg[..Math.Max(leg.LastIndexOf('.'), 0)];

    /// <summary>The lane of an entry, or null for the main line of the conversation.</summary>
    public Lane? Of(JournalEntry entry)
    {
        if (entry.Leg is not { } leg)
            return null;
        // A handoff within a leg is shown as its sender's.
        var before = holders.GetValueOrDefault(leg);
        if (entry is HandedOff handed)
            holders[leg] = handed.To;
        var holder =
            entry is HandedOff { Trigger: not HandoffTrigger.Delegated } && before is not null
                ? before
                : holders.GetValueOrDefault(leg, "");
        return new Lane(SafeText.OneLine(leg), SafeText.OneLine(holder));
    }
}

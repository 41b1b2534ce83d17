using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;

namespace Baton.Cli.Output;

/// <summary>Where lines of parallel work stand: its leg, and who holds it. Both are safe to show.</summary>
internal readonly record struct Lane(string Leg, string Holder)
{
    /// <summary>Its number among its siblings: neighbours look different.</summary>
    public int Number => int.TryParse(Leg.AsSpan(Leg.LastIndexOf('.') + 1), out var number) ? number : 0;
}

/// <summary>Follows who holds which leg, as entries tell it.</summary>
internal sealed class Lanes
{
    private readonly Dictionary<string, string> holders = [];

    /// <summary>The line that opened a leg; empty for the conversation's own.</summary>
    public static string WhoDelegated(string leg) => leg[..Math.Max(leg.LastIndexOf('.'), 0)];

    /// <summary>The lane of an entry; null for the conversation's own line.</summary>
    public Lane? Of(JournalEntry entry)
    {
        if (entry.Leg is not { } leg)
            return null;
        // A handoff within a leg is still its sender's doing.
        var before = holders.GetValueOrDefault(leg);
        if (entry is HandedOff handed)
            holders[leg] = handed.To;
        var holder = entry is HandedOff { Trigger: not HandoffTrigger.Delegated } && before is not null ? before : holders.GetValueOrDefault(leg, "");
        return new Lane(SafeText.OneLine(leg), SafeText.OneLine(holder));
    }
}

using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.States;

/// <summary>A holder's stretch: it begins when the holder takes the baton, or gets something to do after it had nothing.</summary>
/// <param name="Since">When it began, moved on by the time in which a person was to approve its calls.</param>
/// <param name="Turns">The customer's messages in it.</param>
/// <param name="WaitsSince">Since when a person is to approve a call, as far as that was not added yet; null while nobody is.</param>
internal readonly record struct HoldingTime(DateTimeOffset Since, int Turns, DateTimeOffset? WaitsSince = null)
{
    /// <summary>The stretch after an entry.</summary>
    /// <param name="before">The state before it.</param>
    /// <param name="entry">The entry.</param>
    public static HoldingTime After(ConversationState before, JournalEntry entry) => entry switch
    {
        ConversationOpened => new HoldingTime(entry.At, 0),
        MessageReceived when before.Turn is null && !before.Ledger.Unended.Exists(issue => issue.Owner == before.Holder) => new HoldingTime(entry.At, 1),
        MessageReceived => before.Holding with { Turns = before.Holding.Turns + 1 },
        // What an agent hands to itself it goes on holding.
        HandedOff handed when handed.To != before.Holder => new HoldingTime(entry.At, before.Turn is null ? 0 : 1),
        ApprovalAsked => before.Holding with { WaitsSince = before.Holding.WaitsSince ?? entry.At },
        ApprovalDecided decided when before.Holding.WaitsSince is { } since => before.Holding with
        {
            Since = before.Holding.Since + (entry.At - since),
            WaitsSince = before.Turn?.Approvals.Any(call => call.Value is null && call.Key != decided.CallId) == true ? entry.At : null,
        },
        _ => before.Holding,
    };
}

using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.States;

/// <summary>How long the holder has had something to do: since it took the baton, or since it got work after it had none.</summary>
/// <param name="Since">When that began, moved by the time in which the holder waited for a person's approval.</param>
/// <param name="Turns">The customer's messages since then.</param>
/// <param name="WaitsSince">
/// Since when the holder waits for a person's approval, as far as it is not in <paramref name="Since"/> yet; null while it does not wait.
/// </param>
internal readonly record struct HoldingTime(DateTimeOffset Since, int Turns, DateTimeOffset? WaitsSince = null)
{
    /// <summary>The value after an entry.</summary>
    /// <param name="before">The state before it.</param>
    /// <param name="entry">The entry.</param>
    public static HoldingTime After(ConversationState before, JournalEntry entry) =>
        entry switch
        {
            ConversationOpened => new HoldingTime(entry.At, 0),
            MessageReceived when before.Turn is null && !before.Ledger.Unended.Exists(issue => issue.Owner == before.Holder) =>
                new HoldingTime(entry.At, 1),
            MessageReceived => before.Holding with { Turns = before.Holding.Turns + 1 },
            // A handoff to itself does not restart the holder's time.
            HandedOff handed when handed.To != before.Holder => new HoldingTime(entry.At, before.Turn is null ? 0 : 1),
            ApprovalAsked => before.Holding with { WaitsSince = before.Holding.WaitsSince ?? entry.At },
            ApprovalDecided decided when before.Holding.WaitsSince is { } since => before.Holding with
            {
                Since = before.Holding.Since.Later(entry.At - since),
                WaitsSince = before.Turn?.Approvals.Any(call => call.Value is null && call.Key != decided.CallId) == true ? entry.At : null,
            },
            _ => before.Holding,
        };
}

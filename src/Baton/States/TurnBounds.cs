using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.States;

/// <summary>Tells which entries begin and end a turn.</summary>
internal static class TurnBounds
{
    /// <summary>Whether the entry ends a turn.</summary>
    public static bool IsEnd(JournalEntry entry) => entry is Replied or Degraded or OperatorReplied or ConversationClosed;

    /// <summary>Whether the entry begins a turn if none is under way.</summary>
    public static bool IsBeginning(JournalEntry entry) => entry is MessageReceived or TicketClosed { GoesOn: true };
}

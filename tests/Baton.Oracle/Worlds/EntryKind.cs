using System.Collections.Frozen;

namespace Baton.Oracle.Worlds;

/// <summary>The types of entries of format 1, and one for all others.</summary>
internal enum EntryKind
{
    Unknown,
    ConversationOpened,
    MessageReceived,
    IssueOpened,
    IssueChanged,
    MessageRouted,
    StrategyChosen,
    ModelCallBegun,
    ModelCallEnded,
    ToolCallBegun,
    ToolCallEnded,
    SummaryWritten,
    HandedOff,
    StateWritten,
    LegEnded,
    AttemptFailed,
    FellBack,
    Escalated,
    ApprovalAsked,
    ApprovalDecided,
    TicketOpened,
    TicketClaimed,
    TicketReleased,
    TicketDeclined,
    TicketNoted,
    TicketExpired,
    PermissionGranted,
    OperatorReplied,
    TicketClosed,
    TimerFired,
    DeliveryAttempted,
    CallbackReceived,
    InterimReplied,
    StillWorking,
    ReplyDrafted,
    ReplyHeld,
    Replied,
    Degraded,
    ConversationClosed,
}

/// <summary>Reads the types of entries.</summary>
internal static class EntryKinds
{
    private static readonly FrozenDictionary<string, EntryKind> ByName = Enum.GetValues<EntryKind>()
        .Where(kind => kind != EntryKind.Unknown)
        .ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The kind of a type's name.</summary>
    public static EntryKind Of(string? name) => name is null ? EntryKind.Unknown : ByName.GetValueOrDefault(name, EntryKind.Unknown);

    private static string NameOf(EntryKind kind) =>
        string.Concat(kind.ToString().Select((letter, place) => char.IsUpper(letter) && place > 0 ? $"_{letter}" : $"{letter}"))
            .ToLowerInvariant();
}

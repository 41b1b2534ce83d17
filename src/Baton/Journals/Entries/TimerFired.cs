using System.Text.Json.Serialization;
using Baton.Journals.Timers;

namespace Baton.Journals.Entries;

/// <summary>Something fell due while nothing else happened: the conversation is looked at again, at this moment.</summary>
public sealed record TimerFired : JournalEntry
{
    /// <summary>The moment at which it fell due; the entry itself may be later, when no process ran.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public required DateTimeOffset Due { get; init; }

    /// <summary>What fell due.</summary>
    public required DueKind Of { get; init; }
}

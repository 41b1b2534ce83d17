using System.Text.Json.Serialization;
using Baton.Journals.Timers;

namespace Baton.Journals.Entries;

/// <summary>Something fell due although nothing else happened. The conversation is decided again as of this entry's time.</summary>
internal sealed record TimerFired : JournalEntry
{
    /// <summary>The moment at which it fell due. The entry itself may be later, if no process ran.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public required DateTimeOffset Due { get; init; }

    /// <summary>What fell due.</summary>
    public required DueKind Of { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"timer due at {EntryWords.Time(Due)}: {EntryWords.Of(Of)}"];
}

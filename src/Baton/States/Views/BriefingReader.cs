using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.Clearances;

namespace Baton.States.Views;

/// <summary>How a receiver reads a briefing.</summary>
/// <param name="Access">What the receiver may see.</param>
/// <param name="ReadFrom">The first entry of the turn. What happened since is in the view already and is not repeated.</param>
/// <param name="Turn">The number of the turn while it runs; null once it is finished. Then other agents' issues are left out.</param>
/// <param name="Entries">The conversation's entries.</param>
internal readonly record struct BriefingReader(ReaderAccess Access, long ReadFrom, int? Turn, IReadOnlyList<JournalEntry> Entries)
{
    /// <summary>The text of a model's reply, by its entry.</summary>
    public string? TextOf(long reply) => (Entries[(int)reply - 1] as ModelCallEnded)?.Text;

    /// <summary>Whether the notes are written. They are for the time until the receiver hands over. Default: yes.</summary>
    public bool WithNotes { get; init; } = true;
}

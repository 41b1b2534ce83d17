using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton;

/// <summary>What a reader of a running turn sees: one of the kinds in this file.</summary>
public abstract record TurnUpdate
{
    private protected TurnUpdate() { }
}

/// <summary>An entry is in the journal, durable.</summary>
/// <param name="Entry">The entry.</param>
public sealed record EntryAppended(JournalEntry Entry) : TurnUpdate;

/// <summary>
/// A piece of text as a model writes it. It is provisional: what counts as said to the customer is the text of <c>replied</c>.
/// </summary>
/// <param name="Participant">Who writes.</param>
/// <param name="Text">The piece.</param>
public sealed record TextDelta(string Participant, string Text) : TurnUpdate;

/// <summary>
/// The text that was shown since the last <see cref="ModelCallBegun"/> does not count: its stream broke, or it was refused. What comes next
/// is a new text, from its beginning. Whoever showed the old one takes it away.
/// </summary>
/// <param name="Participant">Who wrote it.</param>
public sealed record TextWithdrawn(string Participant) : TurnUpdate;

/// <summary>
/// A tool reports how far it is (<see cref="ToolCallProgress"/>), for those who watch the turn. It is not for the customer and not in the
/// journal.
/// </summary>
/// <param name="Participant">The agent that called the tool.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="CallId">The call.</param>
/// <param name="Text">What it reports, masked as for anybody.</param>
public sealed record ToolReported(string Participant, string Tool, CallId CallId, string Text) : TurnUpdate;

/// <summary>The turn is over. It is always the last update.</summary>
/// <param name="Turn">What came of it.</param>
public sealed record TurnEnded(Turn Turn) : TurnUpdate;

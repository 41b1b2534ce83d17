using Baton.Journals;

namespace Baton.States;

/// <summary>
/// The entries that a decision adds, and the state after them. <see cref="Add"/> is the only way to change the state, and it uses
/// the fold that reads the journal. So a process that dies among these entries leaves a state from which the same decision goes on.
/// </summary>
/// <param name="state">The state before the decision.</param>
internal abstract class Draft(ConversationState state)
{
    private DraftEntries? entries;

    /// <summary>The entries so far.</summary>
    public IReadOnlyList<JournalEntry> Entries => entries ?? (IReadOnlyList<JournalEntry>)[];

    /// <summary>The state with the entries so far.</summary>
    public ConversationState State => entries?.After ?? state;

    /// <summary>The turn under way. Without one, what the customer must still be told about issues that ended meanwhile.</summary>
    public TurnState Turn => State.Turn ?? (State.ExpiredBetweenTurns ?? TurnState.None) with { Message = State.LastMessage };

    /// <summary>The sequence number of the last entry before the decision.</summary>
    public long JournalEnd => state.Version;

    public void Add(JournalEntry entry) => (entries ??= new DraftEntries(state)).Add(entry);
}

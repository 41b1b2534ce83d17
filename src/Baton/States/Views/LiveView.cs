using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.States.Views;

/// <summary>
/// The turn under way, as one agent's model sees it. While the agent works on with its tools, each call adds to what the last one read.
/// </summary>
internal sealed class LiveView
{
    private readonly Projection projection;
    private readonly RunningTurn running;
    private int end;

    private LiveView(Projection projection, RunningTurn running, ViewWriter finished, int from) =>
        (this.projection, this.running, Finished, From, Writer) = (projection, running, finished, from, new ViewWriter(finished));

    /// <summary>The turns before.</summary>
    public ViewWriter Finished { get; }

    /// <summary>Where the turn begins among the entries.</summary>
    public int From { get; }

    /// <summary>Its messages.</summary>
    public ViewWriter Writer { get; }

    /// <summary>Writes it from its beginning.</summary>
    public static LiveView Write(
        ViewReader viewer,
        ViewWriter finished,
        IReadOnlyList<JournalEntry> entries,
        int from,
        ConversationState state,
        HandedOff? heldBy
    )
    {
        var running = new RunningTurn(state.Turns, state.Leg, state.Leg is null ? heldBy : null);
        var view = new LiveView(new Projection(viewer, running), running, finished, from);
        view.projection.Write(view.Writer, entries, from, entries.Count, state.Ledger);
        view.Writer.Flush();
        view.end = entries.Count;
        return view;
    }

    /// <summary>Adds the entries since. If they are more than the agent's own calls and results, it must be written anew.</summary>
    public bool TryContinue(IReadOnlyList<JournalEntry> entries, ConversationState state)
    {
        if (running.Number != state.Turns || running.Leg != state.Leg || !projection.TryContinue(Writer, entries, end, state.Ledger))
            return false;
        Writer.Flush();
        end = entries.Count;
        return true;
    }
}

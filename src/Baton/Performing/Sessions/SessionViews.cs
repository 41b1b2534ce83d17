using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Histories;
using Baton.States.Views;

namespace Baton.Performing.Sessions;

/// <summary>
/// The views of a conversation: what each agent's model reads of it. A view that a snapshot tells of is written when it is first needed,
/// from the summary that it had.
/// </summary>
internal sealed class SessionViews
{
    // A few for each agent, so that looking through them is quicker than a dictionary is made.
    private readonly List<(ViewKey Key, AgentView View)> views = [];
    private IReadOnlyList<ViewSnapshot> told;

    /// <summary>No views, or those that a snapshot tells of.</summary>
    public SessionViews(IReadOnlyList<ViewSnapshot>? told = null) => this.told = told ?? [];

    /// <summary>The view with that key.</summary>
    public AgentView For<T>(ViewKey key, T from, Func<ViewKey, T, AgentView> make, EntryWindow entries, Transcript transcript)
    {
        foreach (var (known, view) in views)
        {
            if (known == key)
                return view;
        }

        var made = make(key, from);
        foreach (var begun in told)
        {
            if (begun.Key != key)
                continue;
            made.Resume(begun.Summary, entries.Before, entries.Kept.OfType<HandedOff>().FirstOrDefault(), transcript);
            told = [.. told.Where(snapshot => !ReferenceEquals(snapshot, begun))];
            break;
        }

        views.Add((key, made));
        return made;
    }

    /// <summary>Drops a view, so that it is written anew.</summary>
    public void Drop(ViewKey key) => views.RemoveAll(view => view.Key == key);

    /// <summary>Lets go of what is written again in the next turn.</summary>
    public void Rest()
    {
        foreach (var (_, view) in views)
            view.Rest();
    }

    /// <summary>Brings the views up to date that end before an entry. One that cannot be is dropped.</summary>
    public void CatchUp(int before, EntryWindow entries, ConversationState state, Transcript transcript)
    {
        foreach (var (key, view) in views.FindAll(view => view.View.FinishedEntries < before))
        {
            try
            {
                view.CatchUp(entries, state, transcript);
            }
            catch (PastNotLoadedException)
            {
                Drop(key);
            }
        }

        told = [.. told.Where(snapshot => snapshot.Summary.To >= before)];
    }

    /// <summary>How many entries at the beginning no view needs any more.</summary>
    public int ReadFrom() =>
        (int)views.Select(view => view.View.SummaryTo).Concat(told.Select(snapshot => snapshot.Summary.To)).DefaultIfEmpty(0).Min();

    /// <summary>The first entry from which the next summary of a view may be written.</summary>
    public long WrittenFrom() => Snapshots().Select(view => view.Summary.WrittenFrom).DefaultIfEmpty(1).Min();

    /// <summary>The views as a snapshot has them.</summary>
    public IReadOnlyList<ViewSnapshot> Snapshots() =>
        [.. told, .. views.Where(view => view.View.Summary is not null).Select(view => new ViewSnapshot(view.Key, view.View.Summary!))];
}

/// <summary>A view in a snapshot: whose it is, and the summary that it begins with.</summary>
internal sealed record ViewSnapshot(ViewKey Key, ViewSummary Summary);

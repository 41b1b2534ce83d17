using System.Collections.Immutable;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.States.Histories;

/// <summary>
/// Where the issues that have not ended were raised and last changed, as of each entry: a summary keeps what was said there. It follows
/// from the entries alone, so whoever asks later about an earlier entry gets the same answer.
/// </summary>
internal sealed class OpenIssues
{
    private readonly Dictionary<int, long> raised = [];
    private readonly List<Version> versions = [];
    private long message;

    /// <summary>No issues yet.</summary>
    public OpenIssues() { }

    /// <summary>The issues of a snapshot.</summary>
    public OpenIssues(OpenIssuesSnapshot snapshot)
    {
        message = snapshot.Message;
        foreach (var place in snapshot.Places)
            raised[place.Issue] = place.Raised;
        versions.Add(
            new Version(
                snapshot.Since,
                snapshot.Places.ToImmutableSortedDictionary(place => place.Issue, place => new Place(place.Raised, place.Changed))
            )
        );
    }

    public void Read(JournalEntry entry)
    {
        switch (entry)
        {
            case MessageReceived received:
                message = received.Seq;
                break;
            case IssueOpened opened:
                Set(opened.Seq, opened.Issue, opened.Status);
                break;
            case IssueChanged changed:
                Set(changed.Seq, changed.Issue, changed.Status);
                break;
            default:
                break;
        }
    }

    /// <summary>The customer's messages in which they were raised and last changed, as of an entry, the newest issue first.</summary>
    public IEnumerable<long> PlacesAt(long seq)
    {
        var place = PlaceOf(seq);
        return place < 0 || versions[place].Open.IsEmpty
            ? []
            : versions[place].Open.Reverse().SelectMany(open => new[] { open.Value.Raised, open.Value.Changed });
    }

    /// <summary>Forgets how it was before an entry.</summary>
    public void Forget(long seq) => versions.RemoveRange(0, Math.Max(0, PlaceOf(seq)));

    /// <summary>How it was at an entry, as a snapshot has it.</summary>
    /// <param name="seq">The entry.</param>
    /// <param name="last">The customer's last message up to it.</param>
    public OpenIssuesSnapshot ToSnapshot(long seq, long last) =>
        PlaceOf(seq) is >= 0 and var place
            ? new OpenIssuesSnapshot(
                versions[place].Since,
                last,
                [.. versions[place].Open.Select(open => new OpenIssueSnapshot(open.Key, open.Value.Raised, open.Value.Changed))]
            )
            : new OpenIssuesSnapshot(0, last, []);

    // The last version as of an entry; -1 for none.
    private int PlaceOf(long seq)
    {
        var (low, high) = (0, versions.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (versions[middle].Since <= seq)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private void Set(long seq, IssueId issue, IssueStatus status)
    {
        var open = versions.Count > 0 ? versions[^1].Open : ImmutableSortedDictionary<int, Place>.Empty;
        raised.TryAdd(issue.Value, message);
        var isEnded = status is IssueStatus.Resolved or IssueStatus.Escalated or IssueStatus.Declined;
        var after = isEnded ? open.Remove(issue.Value) : open.SetItem(issue.Value, new Place(raised[issue.Value], message));
        // One that is opened again counts as raised then, so that what is kept does not grow with the issues that ended.
        if (isEnded)
            raised.Remove(issue.Value);
        if (after != open)
            versions.Add(new Version(seq, after));
    }

    private readonly record struct Place(long Raised, long Changed);

    private readonly record struct Version(long Since, ImmutableSortedDictionary<int, Place> Open);
}

/// <summary>Open issues in a snapshot.</summary>
/// <param name="Since">The entry that changed them last.</param>
/// <param name="Message">The customer's last message.</param>
/// <param name="Places">Where they were raised and last changed.</param>
internal sealed record OpenIssuesSnapshot(long Since, long Message, IReadOnlyList<OpenIssueSnapshot> Places);

/// <summary>An open issue in a snapshot.</summary>
internal sealed record OpenIssueSnapshot(int Issue, long Raised, long Changed);

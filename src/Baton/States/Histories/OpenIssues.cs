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
        var (low, high) = (0, versions.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (versions[middle].Since <= seq)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 || versions[low - 1].Open.IsEmpty
            ? []
            : versions[low - 1].Open.Reverse().SelectMany(open => new[] { open.Value.Raised, open.Value.Changed });
    }

    private void Set(long seq, IssueId issue, IssueStatus status)
    {
        var open = versions.Count > 0 ? versions[^1].Open : ImmutableSortedDictionary<int, Place>.Empty;
        raised.TryAdd(issue.Value, message);
        var after = status is IssueStatus.Resolved or IssueStatus.Escalated or IssueStatus.Declined
            ? open.Remove(issue.Value)
            : open.SetItem(issue.Value, new Place(raised[issue.Value], message));
        if (after != open)
            versions.Add(new Version(seq, after));
    }

    private readonly record struct Place(long Raised, long Changed);

    private readonly record struct Version(long Since, ImmutableSortedDictionary<int, Place> Open);
}

namespace Baton.Journals;

/// <summary>When each conversation in memory is due next, in order.</summary>
internal sealed class InMemoryDues
{
    private const int PageSize = 500;

    private static readonly IComparer<Row> Order = Comparer<Row>.Create(
        (left, right) =>
            string.CompareOrdinal(left.Team, right.Team) is not 0 and var teams ? teams
            : left.At.CompareTo(right.At) is not 0 and var moments ? moments
            : string.CompareOrdinal(left.Conversation, right.Conversation)
    );

    private readonly Lock gate = new();
    private readonly Dictionary<ConversationId, Row> known = [];
    private readonly SortedSet<Row> rows = new(Order);

    public void Set(ConversationId conversation, long version, Due? due)
    {
        lock (gate)
        {
            if (known.Remove(conversation, out var before))
                rows.Remove(before);
            if (due is not { } next)
                return;
            var row = new Row(next.Team, next.At, conversation.Value) { Of = next.Of, Version = version };
            known.Add(conversation, row);
            rows.Add(row);
        }
    }

    public Due? Of(ConversationId conversation)
    {
        lock (gate)
            return known.TryGetValue(conversation, out var row) ? new Due(row.Team, row.At, row.Of) : null;
    }

    public IEnumerable<DueConversation> By(string team, DateTimeOffset by)
    {
        var (from, to) = (new Row(team, DateTimeOffset.MinValue, ""), new Row(team, by, "\uffff"));
        List<Row> page;
        do
        {
            lock (gate)
                page = [.. rows.GetViewBetween(from, to).Where(row => row != from).Take(PageSize)];
            foreach (var row in page)
                yield return new DueConversation(new ConversationId(row.Conversation), row.At, row.Of, row.Version);
            from = page.Count > 0 ? page[^1] : to;
        } while (page.Count > 0);
    }

    public DateTimeOffset? NextAfter(string team, DateTimeOffset after)
    {
        lock (gate)
        {
            var (from, to) = (new Row(team, after, "\uffff"), new Row(team, DateTimeOffset.MaxValue, "\uffff"));
            return rows.GetViewBetween(from, to).Min?.At;
        }
    }

    private sealed record Row(string Team, DateTimeOffset At, string Conversation)
    {
        public string Of { get; init; } = "";

        public long Version { get; init; }
    }
}

using Baton.Conversations;

namespace Baton.Journals;

/// <summary>When each conversation in memory is due next, in order.</summary>
internal sealed class InMemoryDues
{
    private const int PageSize = 500;

    private static readonly IComparer<Row> Order = Comparer<Row>.Create((left, right) =>
        string.CompareOrdinal(left.Team, right.Team) is not 0 and var teams ? teams
        : left.At.CompareTo(right.At) is not 0 and var moments ? moments
        : string.CompareOrdinal(left.Conversation, right.Conversation));

    private readonly Lock gate = new();
    private readonly Dictionary<ConversationId, Due> known = [];
    private readonly SortedSet<Row> rows = new(Order);

    public void Set(ConversationId conversation, Due? due)
    {
        lock (gate)
        {
            if (known.Remove(conversation, out var before))
                rows.Remove(RowOf(conversation, before));
            if (due is not { } next)
                return;
            known.Add(conversation, next);
            rows.Add(RowOf(conversation, next));
        }
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
                yield return new DueConversation(new ConversationId(row.Conversation), row.At);
            from = page.Count > 0 ? page[^1] : to;
        }
        while (page.Count > 0);
    }

    public DateTimeOffset? NextAfter(string team, DateTimeOffset after)
    {
        lock (gate)
        {
            var (from, to) = (new Row(team, after, "\uffff"), new Row(team, DateTimeOffset.MaxValue, "\uffff"));
            return rows.GetViewBetween(from, to).Min?.At;
        }
    }

    private static Row RowOf(ConversationId conversation, Due due) => new(due.Team, due.At, conversation.Value);

    private sealed record Row(string Team, DateTimeOffset At, string Conversation);
}

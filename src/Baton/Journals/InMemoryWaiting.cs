using System.Collections.Concurrent;

namespace Baton.Journals;

/// <summary>What waits for a person in the conversations in memory.</summary>
internal sealed class InMemoryWaiting
{
    private readonly ConcurrentDictionary<ConversationId, WaitingList> lists = new();

    // Of what began at the same moment the order is always the same too, so that a simulation can be repeated.
    public IEnumerable<Waiting> All =>
        lists
            .OrderBy(list => list.Value.Items[0].Since)
            .ThenBy(list => list.Key.Value, StringComparer.Ordinal)
            .SelectMany(list => list.Value.Items);

    /// <summary>What waits in a conversation.</summary>
    public WaitingList Of(ConversationId conversation) => lists.GetValueOrDefault(conversation, WaitingList.Empty);

    /// <summary>Forgets a conversation that is erased.</summary>
    public void Forget(ConversationId conversation) => lists.TryRemove(conversation, out _);

    /// <summary>Updates the list for a conversation's new entries. Appends to one conversation come one after the other.</summary>
    public void Apply(ConversationId conversation, IReadOnlyList<JournalEntry> added)
    {
        var before = lists.GetValueOrDefault(conversation, WaitingList.Empty);
        var after = before.After(conversation, added);
        if (ReferenceEquals(before, after))
            return;
        if (after.Items.Count == 0)
            lists.TryRemove(conversation, out _);
        else
            lists[conversation] = after;
    }
}

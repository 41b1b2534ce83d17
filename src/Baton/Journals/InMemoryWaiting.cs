using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Baton.Journals;

/// <summary>What waits for a person in the conversations in memory.</summary>
internal sealed class InMemoryWaiting
{
    private readonly ConcurrentDictionary<ConversationId, ImmutableList<Waiting>> rows = new();

    public IEnumerable<Waiting> All => rows.OrderBy(row => row.Value[0].Since).SelectMany(row => row.Value);

    /// <summary>Updates the list for a conversation's new entries. Appends to one conversation come one after the other.</summary>
    public void Apply(ConversationId conversation, IReadOnlyList<JournalEntry> added)
    {
        var before = rows.GetValueOrDefault(conversation) ?? [];
        var after = added.Aggregate(before, (waiting, entry) => WaitingFold.Apply(waiting, conversation, entry));
        if (after.IsEmpty)
            rows.TryRemove(conversation, out _);
        else
            rows[conversation] = after;
    }
}

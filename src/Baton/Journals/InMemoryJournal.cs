using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Baton.Journals.SharedStates;

namespace Baton.Journals;

/// <summary>
/// A journal in memory, with the values that conversations share. It ends with the process: for tests, and for conversations that need not
/// be kept.
/// </summary>
public sealed class InMemoryJournal : IDueJournal, IWaitingJournal, IStateStore
{
    private readonly ConcurrentDictionary<ConversationId, InMemoryConversation> conversations = new();
    private readonly InMemoryDues dues = new();
    private readonly InMemoryStates states = new();
    private readonly InMemoryWaiting waiting = new();
    private long opened;

    /// <inheritdoc />
    public ValueTask AppendAsync(ConversationId conversation, long expectedVersion, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken = default)
    {
        EntryNumbering.Require(expectedVersion, entries);
        return Append(conversation, expectedVersion, entries, with: null, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask AppendAsync(
        ConversationId conversation, long expectedVersion, IReadOnlyList<JournalEntry> entries, Due? due, CancellationToken cancellationToken = default)
    {
        EntryNumbering.Require(expectedVersion, entries);
        return Append(conversation, expectedVersion, entries, () => dues.Set(conversation, expectedVersion + entries.Count, due), cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask SetDueAsync(ConversationId conversation, long expectedVersion, Due? due, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(expectedVersion, 1);
        return Append(conversation, expectedVersion, [], () => dues.Set(conversation, expectedVersion, due), cancellationToken);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<DueConversation> DueAsync(string team, DateTimeOffset by, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return dues.By(team, by).ToAsyncEnumerable();
    }

    /// <inheritdoc />
    public ValueTask<DateTimeOffset?> NextDueAsync(string team, DateTimeOffset after, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(dues.NextAfter(team, after));
    }

    /// <inheritdoc />
    public IAsyncEnumerable<JournalEntry> ReadAsync(ConversationId conversation, long fromSeq = 1, CancellationToken cancellationToken = default) =>
        Walk(conversation, fromSeq, follow: false, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<JournalEntry> FollowAsync(ConversationId conversation, long fromSeq = 1, CancellationToken cancellationToken = default) =>
        Walk(conversation, fromSeq, follow: true, cancellationToken);

    /// <inheritdoc />
    public ValueTask<JournalVerification> VerifyAsync(ConversationId conversation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entries = conversations.TryGetValue(conversation, out var found) ? found.Entries : default;
        if (entries.IsEmpty)
            return ValueTask.FromResult(new JournalVerification(0, ""));
        var hash = HashChain.Start(conversation);
        var line = new ArrayBufferWriter<byte>();
        foreach (var entry in entries.Span)
        {
            line.ResetWrittenCount();
            JournalCodec.Write(entry, line);
            HashChain.Extend(hash, line.WrittenSpan);
        }

        return ValueTask.FromResult(new JournalVerification(entries.Length, Convert.ToHexStringLower(hash)));
    }

    /// <inheritdoc />
    public IAsyncEnumerable<Waiting> WaitingAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return waiting.All.ToAsyncEnumerable();
    }

    /// <inheritdoc />
    public IAsyncEnumerable<ConversationId> ListAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return conversations
            .Where(conversation => conversation.Value.Opened > 0)
            .OrderByDescending(conversation => conversation.Value.Opened)
            .Select(conversation => conversation.Key)
            .ToArray()
            .ToAsyncEnumerable();
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StateValue>> ReadAsync(IReadOnlyList<StatePlace> places, CancellationToken cancellationToken = default) =>
        states.ReadAsync(places, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StateValue>> UpdateAsync(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken = default) =>
        states.UpdateAsync(id, places, update, cancellationToken);

    private async IAsyncEnumerable<JournalEntry> Walk(
        ConversationId conversation, long fromSeq, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromSeq, 1);
        cancellationToken.ThrowIfCancellationRequested();
        if (!follow && !conversations.ContainsKey(conversation))
            yield break;
        var source = Of(conversation);
        var next = fromSeq - 1;
        while (true)
        {
            var entries = source.Entries;
            for (; next < entries.Length; next++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entries.Span[(int)next];
            }

            if (!follow)
                yield break;
            await source.GrownBeyond(entries.Length).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private ValueTask Append(ConversationId conversation, long expectedVersion, IReadOnlyList<JournalEntry> entries, Action? with, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var version = Of(conversation).TryAppend(expectedVersion, entries, ref opened, with);
        return version is { } actual
            ? ValueTask.FromException(JournalFaults.Conflict(conversation.Value, expectedVersion, actual))
            : ValueTask.CompletedTask;
    }

    private InMemoryConversation Of(ConversationId conversation) =>
        conversations.GetOrAdd(conversation, id => new InMemoryConversation(id, waiting));
}

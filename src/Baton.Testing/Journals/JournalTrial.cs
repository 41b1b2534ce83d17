using System.Buffers;
using System.Text;
using Baton.Journals;

namespace Baton.Testing.Journals;

/// <summary>One check's journal, with assertions about it.</summary>
internal sealed class JournalTrial(JournalUnderTest subject, IJournal journal, CancellationToken limit) : IAsyncDisposable
{
    public IJournal Journal { get; private set; } = journal;

    public CancellationToken Limit => limit;

    public async Task ReopenAsync() => Journal = await subject.Reopen!(Journal).ConfigureAwait(false);

    public async Task AppendAsync(ConversationId conversation, params JournalEntry[] entries) =>
        await Journal.AppendAsync(conversation, entries[0].Seq - 1, entries, due: null, cancellationToken: limit).ConfigureAwait(false);

    public async Task<List<JournalEntry>> ReadAsync(ConversationId conversation, long fromSeq = 1)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in Journal.ReadAsync(conversation, fromSeq, limit).ConfigureAwait(false))
            entries.Add(entry);
        return entries;
    }

    /// <summary>Reads all entries and compares them, line by line, with the expected ones.</summary>
    public async Task ExpectAsync(ConversationId conversation, IReadOnlyList<JournalEntry> expected, long fromSeq = 1) =>
        ExpectSame(expected, await ReadAsync(conversation, fromSeq).ConfigureAwait(false));

    public static void ExpectSame(IReadOnlyList<JournalEntry> expected, IReadOnlyList<JournalEntry> found)
    {
        Expect(found.Count == expected.Count, $"It should give {expected.Count} entries and gave {found.Count}.");
        for (var i = 0; i < expected.Count; i++)
        {
            var (due, got) = (Line(expected[i]), Line(found[i]));
            Expect(due == got, $"It should give the entry {due} and gave {got}.");
        }
    }

    public async Task ExpectConflictAsync(ConversationId conversation, long expectedVersion, params JournalEntry[] entries)
    {
        try
        {
            await Journal.AppendAsync(conversation, expectedVersion, entries, due: null, cancellationToken: limit).ConfigureAwait(false);
        }
        catch (JournalException refusal)
        {
            Expect(
                refusal.Fault == JournalFault.Conflict,
                $"A stale append should be refused as a conflict and was refused as {refusal.Fault}: {refusal.Message}"
            );
            return;
        }

        throw new ConformanceException($"It took an append that expected version {expectedVersion}, which is not the journal's.");
    }

    public static async Task ExpectThrowAsync<T>(Func<Task> act, string what)
        where T : Exception
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (T)
        {
            return;
        }

        throw new ConformanceException($"{what} should throw {typeof(T).Name}, and nothing was thrown.");
    }

    public static void Expect(bool holds, string otherwise)
    {
        if (!holds)
            throw new ConformanceException(otherwise);
    }

    public static string Line(JournalEntry entry)
    {
        var line = new ArrayBufferWriter<byte>();
        JournalCodec.Write(entry, line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    public async ValueTask DisposeAsync()
    {
        if (Journal is IAsyncDisposable disposable)
            await disposable.DisposeAsync().ConfigureAwait(false);
    }
}

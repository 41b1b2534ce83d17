using Baton.Sqlite;
using Baton.Tests.Journals;

namespace Baton.Tests.Sqlite;

/// <summary>A crash leaves the files as they are at that moment, so a copy taken while the store is open is what a crash leaves.</summary>
public sealed class SqliteCrashTests : IDisposable
{
    private const int Appends = 12;
    private readonly TemporaryFolder folder = new();
    private readonly ConversationId conversation = ConversationId.New();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_crash_at_any_append()
    {
        await using var journal = SqliteJournal.Open(folder.Store);
        for (var version = 0; version < Appends * 3; version += 3)
        {
            await journal.AppendMessagesAsync(conversation, version + 1, 3);
            using var crashed = new TemporaryFolder();
            CopyTo(crashed);
            await using var after = SqliteJournal.Open(crashed.Store);
            await after.AssertHoldsMessagesAsync(conversation, version + 3);
            await after.AppendMessagesAsync(conversation, version + 4, 1);
        }
    }

    [Fact]
    public async Task A_log_torn_anywhere_by_a_power_cut_leaves_whole_appends_and_the_store_goes_on()
    {
        await using var journal = SqliteJournal.Open(folder.Store);
        for (var seq = 1; seq <= Appends * 3; seq += 3)
            await journal.AppendMessagesAsync(conversation, seq, 3);
        var length = new FileInfo(folder.Store + "-wal").Length;
        var last = 0;
        for (var cut = 0L; cut <= length; cut += 1361)
        {
            using var crashed = new TemporaryFolder();
            CopyTo(crashed, cut);
            await using var after = SqliteJournal.Open(crashed.Store);

            var count = (await after.ReadAllAsync(conversation)).Count;

            Assert.True(
                count >= last && count % 3 == 0,
                $"With {cut} bytes of log there are {count} entries, and with fewer there were {last}."
            );
            await after.AssertHoldsMessagesAsync(conversation, count);
            await after.AppendMessagesAsync(conversation, count + 1, 1);
            last = count;
        }

        Assert.InRange(last, (Appends - 1) * 3, Appends * 3);
    }

    private void CopyTo(TemporaryFolder crashed, long? logLength = null)
    {
        File.Copy(folder.Store, crashed.Store);
        File.Copy(folder.Store + "-wal", crashed.Store + "-wal");
        if (logLength is { } length)
        {
            using var log = File.OpenWrite(crashed.Store + "-wal");
            log.SetLength(length);
        }
    }
}

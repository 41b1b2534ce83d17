using System.Text;
using Baton.Journals;
using Baton.Sqlite;
using Baton.Testing.Journals;
using Baton.Tests.Journals;

namespace Baton.Tests.Sqlite;

/// <summary>Snapshots in a store that somebody changed: a damaged one is thrown away, and the entries behind it are checked.</summary>
public sealed class SqliteSnapshotTests
{
    private static readonly ConversationId Conversation = new("c1");

    [Theory]
    [InlineData("body", "zeroblob(4)")]
    [InlineData("hash", "zeroblob(32)")]
    [InlineData("version", "8")]
    [InlineData("read_from", "1")]
    public async Task A_changed_snapshot_is_thrown_away(string column, string value)
    {
        using var folder = new TemporaryFolder();
        await FillAsync(folder.Store);
        using (var file = new StoreFile(folder.Store))
            file.Execute($"UPDATE snapshots SET {column} = {value}");

        await using var journal = SqliteJournal.Open(folder.Store);

        Assert.Null(await journal.ReadSnapshotAsync(Conversation, TestContext.Current.CancellationToken));
        Assert.Equal(12, (await journal.ReadAllAsync(Conversation)).Count);
    }

    [Fact]
    public async Task An_entry_that_was_changed_behind_the_first_to_read_is_refused()
    {
        using var folder = new TemporaryFolder();
        await FillAsync(folder.Store);
        using (var file = new StoreFile(folder.Store))
            file.Execute("UPDATE batches SET body = replace(body, '\"seq\":11', '\"seq\": 11') WHERE place % 4294967296 = 12");

        await using var journal = SqliteJournal.Open(folder.Store);
        Assert.NotNull(await journal.ReadSnapshotAsync(Conversation, TestContext.Current.CancellationToken));

        var refusal = await Assert.ThrowsAsync<JournalException>(async () =>
            await journal.ReadAsync(Conversation, 6, TestContext.Current.CancellationToken).CountAsync()
        );
        Assert.Equal(JournalFault.Corrupt, refusal.Fault);
        Assert.Contains("changed after they were written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_of_a_conversation_whose_entries_were_replaced_is_thrown_away()
    {
        using var folder = new TemporaryFolder();
        await FillAsync(folder.Store);
        using (var file = new StoreFile(folder.Store))
            file.Execute("UPDATE batches SET hash = zeroblob(32) WHERE place % 4294967296 = 12");

        await using var journal = SqliteJournal.Open(folder.Store);

        Assert.Null(await journal.ReadSnapshotAsync(Conversation, TestContext.Current.CancellationToken));
    }

    private static async Task FillAsync(string path)
    {
        await using var journal = SqliteJournal.Open(path);
        foreach (var from in new[] { 1, 5, 9 })
            await journal.AppendAsync(Conversation, from - 1, SampleEntries.Messages(from, 4), due: null);
        await journal.KeepSnapshotAsync(Conversation, new JournalSnapshot(12, 6, Encoding.UTF8.GetBytes("snapshot")));
    }
}

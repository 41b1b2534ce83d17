using Baton.Journals;
using Baton.Sqlite;
using Baton.Testing.Journals;
using Baton.Tests.Journals;
using Microsoft.Extensions.Time.Testing;

namespace Baton.Tests.Sqlite;

/// <summary>Appends that share a commit, and processes that share a file. Two open journals stand for two processes: they share nothing
/// but the file.</summary>
public sealed class SqliteSharingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ConversationId conversation = ConversationId.New();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Appends_that_wait_at_the_same_time_share_a_commit()
    {
        await using var journal = SqliteJournal.Open(folder.Store);
        await journal.AppendMessagesAsync(conversation, 1, 1);
        var before = journal.Commits;
        var others = Enumerable.Range(0, 32).Select(_ => ConversationId.New()).ToArray();

        var appends = await WhileHeldAsync(() => others.Select(other => journal.AppendMessagesAsync(other, 1, 3).AsTask()).ToArray());
        await Task.WhenAll(appends);

        Assert.InRange(journal.Commits - before, 1, 2);
        foreach (var other in others)
            await journal.AssertHoldsMessagesAsync(other, 3);
    }

    [Fact]
    public async Task Appends_of_one_conversation_may_share_a_commit()
    {
        await using var journal = SqliteJournal.Open(folder.Store);

        var appends = await WhileHeldAsync(() =>
            Enumerable.Range(0, 10).Select(i => journal.AppendMessagesAsync(conversation, 1 + (i * 2), 2).AsTask()).ToArray()
        );
        await Task.WhenAll(appends);

        Assert.InRange(journal.Commits, 1, 2);
        await journal.AssertHoldsMessagesAsync(conversation, 20);
    }

    [Fact]
    public async Task A_conflict_refuses_one_append_and_not_those_that_share_its_commit()
    {
        await using var journal = SqliteJournal.Open(folder.Store);
        await journal.AppendMessagesAsync(conversation, 1, 2);
        var other = ConversationId.New();

        var appends = await WhileHeldAsync(() =>
            (Task[])
                [
                    journal.AppendMessagesAsync(conversation, 3, 1).AsTask(),
                    journal.AppendMessagesAsync(conversation, 3, 1, "stale").AsTask(),
                    journal.AppendMessagesAsync(other, 1, 4).AsTask(),
                ]
        );

        await appends[0];
        await appends[2];
        var refusal = await Assert.ThrowsAsync<JournalException>(() => appends[1]);
        Assert.Equal(JournalFault.Conflict, refusal.Fault);
        Assert.Contains("is at version 3, not 2", refusal.Message, StringComparison.Ordinal);
        await journal.AssertHoldsMessagesAsync(conversation, 3);
        await journal.AssertHoldsMessagesAsync(other, 4);
    }

    [Fact]
    public async Task Two_processes_take_turns_on_one_file_and_notice_each_other()
    {
        await using var one = SqliteJournal.Open(folder.Store);
        await using var two = SqliteJournal.Open(folder.Store);
        for (var seq = 1; seq <= 20; seq += 2)
        {
            await one.AppendMessagesAsync(conversation, seq, 1);
            var refusal = await JournalReading.RefusalAsync(() => two.AppendMessagesAsync(conversation, seq, 1, "stale"));
            Assert.Equal(JournalFault.Conflict, refusal.Fault);
            await two.AppendMessagesAsync(conversation, seq + 1, 1);
        }

        await one.AssertHoldsMessagesAsync(conversation, 20);
        await two.AssertHoldsMessagesAsync(conversation, 20);
    }

    [Fact]
    public async Task Processes_that_race_for_one_conversation_leave_one_whole_chain()
    {
        await using var one = SqliteJournal.Open(folder.Store);
        await using var two = SqliteJournal.Open(folder.Store);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => AppendTenAsync(i % 2 == 0 ? one : two))));

        var found = await one.VerifyAsync(conversation);
        Assert.True(found.IsWhole, found.Problem);
        Assert.Equal(80, found.Entries);

        async Task AppendTenAsync(SqliteJournal journal)
        {
            for (var appended = 0; appended < 10; )
            {
                var version = (await journal.ReadAllAsync(conversation)).Count;
                try
                {
                    await journal.AppendMessagesAsync(conversation, version + 1, 1);
                    appended++;
                }
                catch (JournalException conflict) when (conflict.Fault == JournalFault.Conflict)
                {
                    // Another was first; read again, as the contract says.
                }
            }
        }
    }

    [Fact]
    public async Task Processes_that_open_a_new_store_at_once_all_succeed()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SqliteJournal.Open(folder.Store))));

        for (var i = 0; i < journals.Length; i++)
            await journals[i].AppendMessagesAsync(conversation, i + 1, 1);

        await journals[0].AssertHoldsMessagesAsync(conversation, journals.Length);
        foreach (var journal in journals)
            await journal.DisposeAsync();
    }

    [Fact]
    public async Task A_follower_sees_what_another_process_appends_at_its_next_look()
    {
        var time = new FakeTimeProvider();
        await using var one = SqliteJournal.Open(folder.Store, new SqliteJournalOptions { TimeProvider = time });
        await using var two = SqliteJournal.Open(folder.Store);
        await using var follower = one.FollowAsync(conversation).GetAsyncEnumerator();
        var waiting = follower.MoveNextAsync();
        await two.AppendMessagesAsync(conversation, 1, 2);
        Assert.False(waiting.IsCompleted);

        time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.True(await waiting);
        Assert.Equal(SampleEntries.Message(1, "Hello 1"), follower.Current);
        Assert.True(await follower.MoveNextAsync());
        Assert.Equal(2, follower.Current.Seq);
    }

    // While another process holds the store, everything that is appended has to wait, and so waits together.
    private async Task<Task[]> WhileHeldAsync(Func<Task[]> append)
    {
        using var other = new StoreFile(folder.Store);
        other.Execute("BEGIN IMMEDIATE");
        var appends = append();
        Assert.All(appends, task => Assert.False(task.IsCompleted));
        other.Execute("ROLLBACK");
        await Task.WhenAny(Task.WhenAll(appends));
        return appends;
    }
}

using Baton.Bench;
using Baton.Journals;
using Baton.Sqlite;
using Baton.Tests.Journals;
using Microsoft.Extensions.Time.Testing;

namespace Baton.Tests.Performance;

/// <summary>
/// Counts what a turn costs, and never how long it takes: bytes, entries, appends and syncs are the same on every machine. The clock stands
/// still, so that no timer adds work on a slow one.
/// </summary>
[Collection(nameof(Alone))]
public sealed class TurnBudgetTests
{
    private const int WarmUp = 60;
    private const int Turns = 40;

    [Fact]
    public async Task A_warm_turn_allocates_no_more_than_its_budget()
    {
        var runtime = RuntimeOn(new InMemoryJournal());
        for (var turn = 0; turn < WarmUp; turn++)
            await runtime.RunAsync(TwoIssueTurn.NextMessage(), cancellationToken: TestContext.Current.CancellationToken);

        // The least of many: what the process does beside a turn, such as compiling, can only add to one.
        var least = long.MaxValue;
        for (var turn = 0; turn < Turns; turn++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await runtime.RunAsync(TwoIssueTurn.NextMessage());
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.True(least <= TurnBudget.Bytes, $"A turn allocates {least} bytes, and its budget is {TurnBudget.Bytes}.");
    }

    [Fact]
    public async Task A_turn_writes_the_entries_of_its_budget_in_as_many_appends()
    {
        var journal = new CountedJournal(new InMemoryJournal());
        var runtime = RuntimeOn(journal);

        var turn = await runtime.RunAsync(TwoIssueTurn.NextMessage(), cancellationToken: TestContext.Current.CancellationToken);

        var entries = await journal.ReadAsync(turn.Conversation, cancellationToken: TestContext.Current.CancellationToken).CountAsync();
        Assert.Equal((TurnBudget.Entries, TurnBudget.Appends), (entries, journal.Appends));
    }

    [Fact]
    public async Task A_turn_waits_for_the_disk_as_often_as_its_budget_says()
    {
        using var folder = new TemporaryFolder();
        await using var journal = SqliteJournal.Open(folder.Store);
        var runtime = RuntimeOn(journal);
        await runtime.RunAsync(TwoIssueTurn.NextMessage(), cancellationToken: TestContext.Current.CancellationToken);

        var before = journal.Commits;
        await runtime.RunAsync(TwoIssueTurn.NextMessage(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(TurnBudget.Syncs, journal.Commits - before);
    }

    private static TeamRuntime RuntimeOn(IJournal journal) =>
        TwoIssueTurn.Runtime(journal, options: new RuntimeOptions { TimeProvider = new FakeTimeProvider(DateTimeOffset.UnixEpoch) });

    private sealed class CountedJournal(IJournal inner) : WrappedJournal(inner)
    {
        public int Appends { get; private set; }

        public override ValueTask<bool> AppendAsync(
            ConversationId conversation,
            long expectedVersion,
            IReadOnlyList<JournalEntry> entries,
            Due? due,
            LeaseUse? lease = null,
            CancellationToken cancellationToken = default
        )
        {
            Appends++;
            return base.AppendAsync(conversation, expectedVersion, entries, due, lease, cancellationToken);
        }
    }
}

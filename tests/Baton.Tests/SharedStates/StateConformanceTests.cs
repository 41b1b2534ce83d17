using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Testing.Journals;
using Baton.Testing.SharedStates;
using Baton.Tests.Journals;

namespace Baton.Tests.SharedStates;

public sealed class StateConformanceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static TheoryData<string> InMemoryChecks => [.. StateConformance.All.Where(check => !check.NeedsReopening).Select(check => check.Name)];

    public static TheoryData<string> SqliteChecks => [.. StateConformance.All.Select(check => check.Name)];

    [Theory]
    [MemberData(nameof(InMemoryChecks))]
    public Task The_in_memory_store_keeps_the_promise(string check) =>
        RunAsync(check, new StateStoreUnderTest { Open = () => ValueTask.FromResult<IStateStore>(new InMemoryJournal()) });

    [Theory]
    [MemberData(nameof(SqliteChecks))]
    public async Task The_SQLite_store_keeps_the_promise(string check)
    {
        using var folder = new TemporaryFolder();
        await RunAsync(check, new StateStoreUnderTest
        {
            Open = () => ValueTask.FromResult<IStateStore>(SqliteJournal.Open(folder.Store)),
            Reopen = async store =>
            {
                await ((SqliteJournal)store).DisposeAsync();
                return SqliteJournal.Open(folder.Store);
            },
        });
    }

    [Fact]
    public async Task A_store_that_makes_an_update_twice_is_found_out()
    {
        var check = StateConformance.All.Single(one => one.Name == "An_update_is_made_once_for_its_id_and_tells_the_same_again");

        await Assert.ThrowsAsync<ConformanceException>(() => check.RunAsync(new StateStoreUnderTest { Open = () => ValueTask.FromResult<IStateStore>(new Forgetful()) }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_store_that_loses_updates_is_found_out()
    {
        var check = StateConformance.All.Single(one => one.Name == "Of_many_writers_none_loses_an_update_and_no_revision_is_skipped");

        await Assert.ThrowsAsync<ConformanceException>(() => check.RunAsync(new StateStoreUnderTest { Open = () => ValueTask.FromResult<IStateStore>(new Stale()) }, TestContext.Current.CancellationToken));
    }

    private static async Task RunAsync(string name, StateStoreUnderTest subject)
    {
        using var limit = new CancellationTokenSource(Limit);
        await StateConformance.All.Single(check => check.Name == name).RunAsync(subject, limit.Token);
    }

    private sealed class Forgetful : IStateStore
    {
        private readonly InMemoryJournal store = new();
        private int updates;

        public ValueTask<IReadOnlyList<StateValue>> ReadAsync(IReadOnlyList<StatePlace> places, CancellationToken cancellationToken = default) => store.ReadAsync(places, cancellationToken);

        public ValueTask<IReadOnlyList<StateValue>> UpdateAsync(
            string id, IReadOnlyList<StatePlace> places, Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update, CancellationToken cancellationToken = default) =>
            store.UpdateAsync($"{id} {Interlocked.Increment(ref updates)}", places, update, cancellationToken);
    }

    /// <summary>Gives each update what stood there before the one before it, as a writer that read too early would.</summary>
    private sealed class Stale : IStateStore
    {
        private readonly InMemoryJournal store = new();
        private IReadOnlyList<StateValue>? before;

        public ValueTask<IReadOnlyList<StateValue>> ReadAsync(IReadOnlyList<StatePlace> places, CancellationToken cancellationToken = default) => store.ReadAsync(places, cancellationToken);

        public ValueTask<IReadOnlyList<StateValue>> UpdateAsync(
            string id, IReadOnlyList<StatePlace> places, Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update, CancellationToken cancellationToken = default) =>
            store.UpdateAsync(
                id,
                places,
                values =>
                {
                    var given = before ?? values;
                    before = values;
                    return update(given);
                },
                cancellationToken);
    }
}

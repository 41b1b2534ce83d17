using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Sqlite;
using Baton.Tests.Journals;

namespace Baton.Tests.SharedStates;

/// <summary>
/// Ten thousand operations at once, and one order that explains what each saw: revisions are that order, so nobody who began after another
/// had ended may be told of an earlier one.
/// </summary>
public sealed class StateOrderTests
{
    private const int Operations = 10_000;
    private const int Writers = 16;

    private static readonly StatePlace[] Places = [new(StateScope.Team, "shop", "sum"), new(StateScope.Customer, "ada", "sum")];

    private long clock;

    [Fact]
    public async Task Ten_thousand_operations_in_memory_are_explained_by_one_order()
    {
        var store = new InMemoryJournal();
        Explain(await OperateAsync([store], Operations), await store.ReadStateAsync(Places));
    }

    [Fact]
    public async Task Ten_thousand_operations_of_several_processes_on_one_file_are_explained_by_one_order()
    {
        using var folder = new TemporaryFolder();
        var stores = Enumerable.Range(0, 4).Select(_ => SqliteJournal.Open(folder.Store)).ToArray();
        Explain(await OperateAsync(stores, Operations), await stores[0].ReadStateAsync(Places));
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    private async Task<List<Operation>> OperateAsync(IReadOnlyList<IJournal> stores, int count)
    {
        var done = await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(writer =>
                    Task.Run(async () =>
                    {
                        var random = new Random(writer);
                        var operations = new List<Operation>();
                        for (var number = 0; number < count / Writers; number++)
                            operations.Add(await OperateAsync(stores[writer % stores.Count], $"{writer}-{number}", random));
                        return operations;
                    })
                )
        );
        return [.. done.SelectMany(operations => operations)];
    }

    private async Task<Operation> OperateAsync(IJournal store, string id, Random random)
    {
        var amount = random.Next(3) == 0 ? random.Next(1, 100) : 0;
        var began = Interlocked.Increment(ref clock);
        var seen =
            amount == 0
                ? await store.ReadStateAsync(Places)
                : await store.UpdateStateAsync(
                    id,
                    Places,
                    values =>
                        [.. Places.Select((place, index) => new StateChange(place, JsonText.Parse($"{NumberOf(values[index]) + amount}")))]
                );
        return new Operation(began, Interlocked.Increment(ref clock), amount, seen[0], seen[1]);
    }

    private static void Explain(List<Operation> operations, IReadOnlyList<StateValue> end)
    {
        Assert.All(operations, operation => Assert.Equal(operation.One, operation.Other));
        var updates = operations.Where(operation => operation.Amount > 0).OrderBy(update => update.One.Revision).ToList();
        var sums = new List<long> { 0 };
        foreach (var update in updates)
        {
            Assert.Equal(sums.Count, update.One.Revision);
            sums.Add(sums[^1] + update.Amount);
        }

        Assert.Equal((sums.Count - 1L, sums[^1]), (end[0].Revision, NumberOf(end[0])));
        Assert.All(operations, operation => Assert.Equal(sums[(int)operation.One.Revision], NumberOf(operation.One)));
        AssertNobodyGoesBack(operations);
    }

    private static void AssertNobodyGoesBack(List<Operation> operations)
    {
        var ends = new Queue<Operation>(operations.OrderBy(operation => operation.Ended));
        var latest = 0L;
        foreach (var operation in operations.OrderBy(operation => operation.Began))
        {
            while (ends.TryPeek(out var ended) && ended.Ended < operation.Began)
                latest = Math.Max(latest, ends.Dequeue().One.Revision);
            Assert.True(
                operation.One.Revision >= latest + (operation.Amount > 0 ? 1 : 0),
                $"Revision {operation.One.Revision} was told to one who began after revision {latest} had been told."
            );
        }
    }

    private static long NumberOf(StateValue value) => value.Value?.ToElement().GetInt64() ?? 0;

    private sealed record Operation(long Began, long Ended, int Amount, StateValue One, StateValue Other);
}

using Baton.Journals;
using Baton.Sqlite;
using BenchmarkDotNet.Attributes;

namespace Baton.Bench;

/// <summary>The two-issue turn in BenchmarkDotNet's harness: time and allocations of one turn.</summary>
[MemoryDiagnoser]
public class TurnBenchmarks
{
    private readonly TeamRuntime memory = TwoIssueTurn.Runtime(new InMemoryJournal());
    private DirectoryInfo folder = null!;
    private SqliteJournal journal = null!;
    private TeamRuntime durable = null!;

    [GlobalSetup]
    public void Open()
    {
        folder = Directory.CreateTempSubdirectory("baton-bench-");
        journal = SqliteJournal.Open(Path.Combine(folder.FullName, "bench.db"));
        durable = TwoIssueTurn.Runtime(journal);
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await journal.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Benchmark(Baseline = true)]
    public Task<Turn> InMemory() => memory.RunAsync(TwoIssueTurn.NextMessage());

    [Benchmark]
    public Task<Turn> Durable() => durable.RunAsync(TwoIssueTurn.NextMessage());
}

using System.Diagnostics;
using System.Security.Cryptography;
using Baton.Journals;
using Baton.Sqlite;

namespace Baton.Bench;

/// <summary>Whole-process figures of the two-issue turn, each the median of several rounds after a warm-up.</summary>
internal static class Measurements
{
    private const int Rounds = 5;
    private static readonly EncryptionKeys Keys = new(new EncryptionKey("bench", RandomNumberGenerator.GetBytes(EncryptionKey.Bytes)));

    public static async Task RunAsync()
    {
        Console.WriteLine(
            $"{Environment.ProcessorCount} processors, .NET {Environment.Version}, "
                + $"{(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC, turn: 3 handoffs, 5 model calls, 1 tool call"
        );
        var folder = Directory.CreateTempSubdirectory("baton-bench-");
        try
        {
            await ThroughputAsync("in memory, 1 at once", 1, 5_000, MemoryAsync);
            await ThroughputAsync("in memory, 32 at once", 32, 10_000, MemoryAsync);
            await ThroughputAsync("durable, 1 at once", 1, 1_000, run => DurableAsync(folder, run));
            await ThroughputAsync("durable, 32 at once", 32, 8_000, run => DurableAsync(folder, run));
            await ThroughputAsync("encrypted, 1 at once", 1, 1_000, run => DurableAsync(folder, run, Keys));
            await ThroughputAsync("encrypted, 32 at once", 32, 8_000, run => DurableAsync(folder, run, Keys));
            await GrowthAsync("in memory", new InMemoryJournal());
            await using (var journal = SqliteJournal.Open(Path.Combine(folder.FullName, "growth.db")))
                await GrowthAsync("durable", journal);
            await SizeAsync(folder);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task MemoryAsync(Func<IJournal, Task> run) => run(new InMemoryJournal());

    private static async Task DurableAsync(DirectoryInfo folder, Func<IJournal, Task> run, EncryptionKeys? keys = null)
    {
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.db");
        await using var journal = SqliteJournal.Open(path, new SqliteJournalOptions { Encryption = keys });
        await run(journal);
    }

    private static async Task ThroughputAsync(string name, int atOnce, int turns, Func<Func<IJournal, Task>, Task> withJournal)
    {
        var rates = new List<double>();
        for (var round = -1; round < Rounds; round++)
        {
            await withJournal(async journal =>
            {
                var runtime = TwoIssueTurn.Runtime(journal);
                var left = turns;
                var started = Stopwatch.GetTimestamp();
                await Task.WhenAll(
                    Enumerable
                        .Range(0, atOnce)
                        .Select(_ =>
                            Task.Run(async () =>
                            {
                                while (Interlocked.Decrement(ref left) >= 0)
                                    await runtime.RunAsync(TwoIssueTurn.NextMessage());
                            })
                        )
                );
                if (round >= 0)
                    rates.Add(turns / Stopwatch.GetElapsedTime(started).TotalSeconds);
            });
        }

        rates.Sort();
        var median = rates[rates.Count / 2];
        Print($"{name, -24} {median, 8:F0} turns/s  (min {rates[0]:F0}, max {rates[^1]:F0})  {1000 * atOnce / median, 7:F3} ms a turn");
    }

    // The time of one turn near the given place of one conversation: the median over many conversations.
    private static async Task GrowthAsync(string name, IJournal journal)
    {
        const int conversations = 41;
        int[] places = [1, 10, 50, 200];
        var times = places.ToDictionary(place => place, _ => new List<double>());
        var runtime = TwoIssueTurn.Runtime(journal);
        for (var index = 0; index < conversations; index++)
        {
            var conversation = ConversationId.New();
            for (var turn = 1; turn <= places[^1]; turn++)
            {
                var started = Stopwatch.GetTimestamp();
                await runtime.RunAsync(TwoIssueTurn.NextMessage(), conversation);
                if (times.TryGetValue(turn, out var list))
                    list.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        var figures = times.Select(pair => $"turn {pair.Key}: {pair.Value.Order().ElementAt(conversations / 2):F3} ms");
        Print($"one conversation, {name, -10} {string.Join(", ", figures)}");
    }

    private static async Task SizeAsync(DirectoryInfo folder)
    {
        const int turns = 2_000;
        foreach (
            var (name, perConversation, keys) in new[]
            {
                ("1 turn a conversation", 1, null),
                ("20 turns a conversation", 20, null),
                ("20 turns, encrypted", 20, Keys),
            }
        )
        {
            var path = Path.Combine(folder.FullName, $"{name}.db");
            await using (var journal = SqliteJournal.Open(path, new SqliteJournalOptions { Encryption = keys }))
            {
                var runtime = TwoIssueTurn.Runtime(journal);
                for (var index = 0; index < turns / perConversation; index++)
                {
                    var conversation = ConversationId.New();
                    for (var turn = 0; turn < perConversation; turn++)
                        await runtime.RunAsync(TwoIssueTurn.NextMessage(), conversation);
                }
            }

            Print($"stored, {name, -24} {new FileInfo(path).Length / (double)turns:F0} bytes a turn");
        }
    }

    private static void Print(string line) => Console.WriteLine(line);
}

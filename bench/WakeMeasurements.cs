using System.Diagnostics;
using Baton.Sqlite;

namespace Baton.Bench;

/// <summary>
/// What it costs to have conversations that are not in memory: the first turn in a conversation that the process has not read yet, the
/// start beside many parked conversations, and the memory of many that are in use.
/// </summary>
internal static class WakeMeasurements
{
    private const int Rounds = 9;
    private const int Parked = 100_000;
    private const int Active = 1_000;

    // Cold turns, so that code is compiled before the first that counts.
    private const int WarmUp = 40;

    public static async Task RunAsync()
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}");
        var folder = Directory.CreateTempSubdirectory("baton-bench-");
        try
        {
            await ColdAsync(Path.Combine(folder.FullName, "cold.db"));
            await ActiveAsync(Path.Combine(folder.FullName, "active.db"));
            await ParkedAsync(Path.Combine(folder.FullName, "parked.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ColdAsync(string path)
    {
        await using var journal = SqliteJournal.Open(path);
        var filling = TwoIssueTurn.Runtime(journal);
        for (var index = 0; index < WarmUp; index++)
            await TwoIssueTurn.Runtime(journal).RunAsync(TwoIssueTurn.NextMessage(), await FilledAsync(filling, turns: 3));
        foreach (var turns in (int[])[1, 10, 100, 500, 2_000])
        {
            var times = new List<(double Milliseconds, double Kilobytes)>();
            ConversationId? last = null;
            for (var round = 0; round < Rounds; round++)
            {
                // A long conversation is woken again and again; a short one would grow by that.
                var conversation = turns >= 100 && last is { } known ? known : await FilledAsync(filling, turns);
                last = conversation;
                var runtime = TwoIssueTurn.Runtime(journal);
                var (allocated, began) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
                await runtime.RunAsync(TwoIssueTurn.NextMessage(), conversation);
                times.Add(
                    (Stopwatch.GetElapsedTime(began).TotalMilliseconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1_000d)
                );
            }

            Print(
                $"cold turn after {turns, 5:N0} turns: {times.Select(time => time.Milliseconds).Order().ElementAt(Rounds / 2), 8:F2} ms, "
                    + $"{times.Select(time => time.Kilobytes).Order().ElementAt(Rounds / 2), 9:F0} kB allocated"
            );
        }
    }

    private static async Task ActiveAsync(string path)
    {
        await using var journal = SqliteJournal.Open(path);
        var runtime = TwoIssueTurn.Runtime(journal);
        for (var turn = 0; turn < 300; turn++)
            await runtime.RunAsync(TwoIssueTurn.NextMessage());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var conversations = Enumerable.Range(0, Active).Select(_ => ConversationId.New()).ToList();
        for (var turn = 1; turn <= 20; turn++)
        {
            var began = Stopwatch.GetTimestamp();
            await Parallel.ForEachAsync(
                conversations,
                new ParallelOptions { MaxDegreeOfParallelism = 32 },
                async (conversation, stop) => await runtime.RunAsync(TwoIssueTurn.NextMessage(), conversation, cancellationToken: stop)
            );
            if (turn is 1 or 5 or 10 or 20)
                Print(
                    $"{Active:N0} conversations active, turn {turn, 2}: "
                        + $"{Stopwatch.GetElapsedTime(began).TotalMilliseconds / Active:F2} ms a turn, "
                        + $"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e3 / Active:F1} kB in memory each"
                );
        }

        GC.KeepAlive(runtime);
    }

    private static async Task ParkedAsync(string path)
    {
        await using (var journal = SqliteJournal.Open(path))
        {
            var filling = TwoIssueTurn.Runtime(journal, options: new RuntimeOptions { CachedConversations = 32 });
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Parked),
                new ParallelOptions { MaxDegreeOfParallelism = 64 },
                async (_, stop) => await filling.RunAsync(TwoIssueTurn.NextMessage(), cancellationToken: stop)
            );
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = Stopwatch.GetTimestamp();
        await using (var journal = SqliteJournal.Open(path))
        {
            var runtime = TwoIssueTurn.Runtime(journal);
            using var stop = new CancellationTokenSource();
            var due = runtime.ServeDueAsync(stop.Token);
            await due;
            Print(
                $"start beside {Parked:N0} parked conversations: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms, "
                    + $"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e3:F0} kB in memory"
            );
            began = Stopwatch.GetTimestamp();
            await runtime.RunAsync(TwoIssueTurn.NextMessage());
            Print($"the first turn beside them: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F1} ms");
        }
    }

    private static async Task<ConversationId> FilledAsync(TeamRuntime runtime, int turns)
    {
        var conversation = ConversationId.New();
        for (var turn = 0; turn < turns; turn++)
            await runtime.RunAsync(TwoIssueTurn.NextMessage(), conversation);
        return conversation;
    }

    private static void Print(string line) => Console.WriteLine(line);
}

using System.Diagnostics;
using System.Globalization;
using Baton.Journals;
using Baton.Sqlite;

namespace Baton.Bench;

/// <summary>
/// How one conversation grows with its turns, in memory and durable: the time and the bytes allocated of a turn near each place, and at the
/// place what the process keeps in memory for the conversation and what the store has on disk. "On the way" is the mean of all turns since
/// the place before: it shows what only a few turns pay for.
/// </summary>
internal static class GrowthMeasurements
{
    private const int WarmUpTurns = 300;

    // Neighbouring turns whose median stands for the turn in their middle.
    private const int Near = 9;

    private static readonly int[] Places = [10, 100, 1_000, 5_000];

    public static async Task RunAsync()
    {
        Console.WriteLine(
            $"{"", -10} {"turn", 6} {"ms a turn", 10} {"ms on the way", 14} {"kB allocated", 13} {"MB in memory", 13} {"kB on disk", 11}"
        );
        await GrowAsync("in memory", new InMemoryJournal(), () => 0);
        var folder = Directory.CreateTempSubdirectory("baton-bench-");
        try
        {
            await using var journal = SqliteJournal.Open(Path.Combine(folder.FullName, "growth.db"));
            await GrowAsync("durable", journal, () => folder.EnumerateFiles().Sum(file => file.Length));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task GrowAsync(string name, IJournal journal, Func<long> onDisk)
    {
        var runtime = TwoIssueTurn.Runtime(journal);
        for (var turn = 0; turn < WarmUpTurns; turn++)
            await runtime.RunAsync(TwoIssueTurn.NextMessage());
        var (keptBefore, diskBefore) = (Kept(), onDisk());
        var conversation = ConversationId.New();
        var (onTheWay, since) = (Stopwatch.StartNew(), 0);
        var near = new List<(double Milliseconds, double Kilobytes)>(Near);
        for (var turn = 1; turn <= Places[^1] + (Near / 2); turn++)
        {
            if (!Array.Exists(Places, place => Math.Abs(turn - place) <= Near / 2))
            {
                await runtime.RunAsync(TwoIssueTurn.NextMessage(), conversation);
                continue;
            }

            var (allocated, began) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
            await runtime.RunAsync(TwoIssueTurn.NextMessage(), conversation);
            var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            near.Add((took, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1_000d));
            if (near.Count < Near)
                continue;
            var mean = onTheWay.Elapsed.TotalMilliseconds / (turn - since);
            Print(name, turn - (Near / 2), near, mean, (Kept() - keptBefore) / 1e6, (onDisk() - diskBefore) / 1e3);
            near.Clear();
            (onTheWay, since) = (Stopwatch.StartNew(), turn);
        }
    }

    private static long Kept() => GC.GetTotalMemory(forceFullCollection: true);

    private static void Print(
        string name,
        int place,
        List<(double Milliseconds, double Kilobytes)> near,
        double mean,
        double megabytesKept,
        double kilobytesOnDisk
    )
    {
        var took = near.Select(turn => turn.Milliseconds).Order().ElementAt(Near / 2);
        var allocated = near.Select(turn => turn.Kilobytes).Order().ElementAt(Near / 2);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -10} {place, 6:N0} {took, 10:F3} {mean, 14:F3} {allocated, 13:F1} {megabytesKept, 13:F2} {kilobytesOnDisk, 11:F0}"
            )
        );
    }
}

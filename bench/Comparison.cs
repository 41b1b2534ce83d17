using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Sqlite;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Agents.AI.Workflows.Checkpointing;

namespace Baton.Bench;

/// <summary>
/// The two-issue turn of Baton and of Microsoft Agent Framework in one process, in turns, so that whatever else the machine does hits both.
/// In memory, and kept: Baton with every commit synced to SQLite, the framework with its checkpoints in files, which it does not sync.
/// </summary>
internal static class Comparison
{
    private const int Rounds = 5;

    // Until the code that both need is compiled.
    private const int WarmUpTurns = 3_000;
    private const string Usage = "compare [--record WHAT]";

    /// <summary>Prints both; with <c>--record</c> also appends a line to bench/history.jsonl.</summary>
    public static async Task<int> RunAsync(string[] options)
    {
        if (options is not ([] or ["--record", _]))
        {
            Console.Error.WriteLine($"Usage: {Usage}");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("baton-compare-");
        try
        {
            var line = new JsonObject();
            await WarmUpAsync();
            await CompareAsync(line, "in memory, 1 at once", 1, 400, isKept: false, folder);
            await CompareAsync(line, "in memory, 32 at once", 32, 1_600, isKept: false, folder);
            await CompareAsync(line, "kept, 1 at once", 1, 200, isKept: true, folder);
            await CompareAsync(line, "kept, 32 at once", 32, 800, isKept: true, folder);
            if (options is [_, var what])
                Record(line, what);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task WarmUpAsync()
    {
        var runtime = TwoIssueTurn.Runtime(new Journals.InMemoryJournal());
        await MeasureAsync(2, WarmUpTurns, _ => runtime.RunAsync(TwoIssueTurn.NextMessage()));
        await MeasureAsync(2, WarmUpTurns, _ => FrameworkAsync(null));
    }

    private static async Task CompareAsync(JsonObject line, string name, int atOnce, int turns, bool isKept, DirectoryInfo folder)
    {
        await using var store = isKept ? SqliteJournal.Open(Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.db")) : null;
        // Its file store is made for one run at a time, so each worker has one.
        using var files = new FileStores(isKept ? atOnce : 0, folder);
        var runtime = TwoIssueTurn.Runtime((Journals.IJournal?)store ?? new Journals.InMemoryJournal());
        var (ours, theirs) = (new List<Figures>(), new List<Figures>());
        // The first round warms both up.
        for (var round = 0; round <= Rounds; round++)
        {
            ours.Add(await MeasureAsync(atOnce, turns, _ => runtime.RunAsync(TwoIssueTurn.NextMessage())));
            theirs.Add(await MeasureAsync(atOnce, turns, worker => FrameworkAsync(files.Of(worker))));
        }

        var (baton, framework) = (Figures.MedianOf(ours[1..]), Figures.MedianOf(theirs[1..]));
        var ratio = baton.TurnsPerSecond / framework.TurnsPerSecond;
        Console.WriteLine($"{name, -24} Baton           {baton}");
        Console.WriteLine($"{"", -24} Agent Framework {framework}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"", -24} ratio           {ratio, 8:F1}"));
        line[name.Replace(", ", "_", StringComparison.Ordinal).Replace(' ', '_')] = new JsonObject
        {
            ["baton"] = baton.ToJson(),
            ["agent_framework"] = framework.ToJson(),
            ["ratio"] = Math.Round(ratio, 1),
        };
    }

    // Both must have answered both issues, or the comparison means nothing.
    private static async Task FrameworkAsync(CheckpointManager? checkpoints)
    {
        if (await AgentFrameworkTurn.RunAsync(checkpoints) is not { Count: 3 } answers)
            throw new InvalidOperationException("Microsoft Agent Framework did not answer both issues: the comparison is not valid.");
        GC.KeepAlive(answers);
    }

    private static async Task<Figures> MeasureAsync(int atOnce, int turns, Func<int, Task> turn)
    {
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        var left = turns;
        var (bytes, processor, began) = (GC.GetTotalAllocatedBytes(precise: true), process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.WhenAll(
            Enumerable
                .Range(0, atOnce)
                .Select(worker =>
                    Task.Run(async () =>
                    {
                        while (Interlocked.Decrement(ref left) >= 0)
                            await turn(worker);
                    })
                )
        );
        var took = Stopwatch.GetElapsedTime(began);
        process.Refresh();
        return new Figures(
            turns / took.TotalSeconds,
            (process.TotalProcessorTime - processor).TotalMilliseconds / turns,
            (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)turns
        );
    }

    private static void Record(JsonObject line, string what)
    {
        var root = RootOf(AppContext.BaseDirectory);
        var entry = new JsonObject
        {
            ["commit"] = Git(root, "rev-parse --short HEAD"),
            ["what"] = what,
            ["machine"] = $"{Environment.ProcessorCount} cores, .NET {Environment.Version}",
            ["compare"] = line,
        };
        File.AppendAllText(Path.Combine(root, "bench", "history.jsonl"), entry.ToJsonString(JsonSerializerOptions.Default) + "\n");
    }

    private static string RootOf(string folder) =>
        File.Exists(Path.Combine(folder, "Baton.slnx")) ? folder : RootOf(Path.GetDirectoryName(folder.TrimEnd('/'))!);

    private static string Git(string root, string arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = root, RedirectStandardOutput = true })!;
        return git.StandardOutput.ReadToEnd().Trim();
    }

    private sealed class FileStores(int count, DirectoryInfo folder) : IDisposable
    {
        private readonly FileSystemJsonCheckpointStore[] stores =
        [
            .. Enumerable.Range(0, count).Select(_ => new FileSystemJsonCheckpointStore(folder.CreateSubdirectory($"{Guid.NewGuid():N}"))),
        ];

        public CheckpointManager? Of(int worker) => count == 0 ? null : CheckpointManager.CreateJson(stores[worker]);

        public void Dispose()
        {
            foreach (var store in stores)
                store.Dispose();
        }
    }

    private readonly record struct Figures(double TurnsPerSecond, double ProcessorMilliseconds, double Bytes)
    {
        public static Figures MedianOf(IReadOnlyList<Figures> rounds) =>
            new(
                Median(rounds.Select(round => round.TurnsPerSecond)),
                Median(rounds.Select(round => round.ProcessorMilliseconds)),
                Median(rounds.Select(round => round.Bytes))
            );

        public JsonObject ToJson() =>
            new()
            {
                ["turns_per_s"] = Math.Round(TurnsPerSecond),
                ["cpu_ms_a_turn"] = Math.Round(ProcessorMilliseconds, 2),
                ["kb_a_turn"] = Math.Round(Bytes / 1000),
            };

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{TurnsPerSecond, 8:F0} turns/s {ProcessorMilliseconds, 8:F2} ms CPU a turn {Bytes / 1000, 8:F0} kB a turn"
            );

        private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
    }
}

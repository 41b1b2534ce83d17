using System.Diagnostics;
using System.Globalization;

namespace Baton.Bench;

/// <summary>
/// The processor time that each command takes as a process of its own, from the published command line. The commands take turns, so that
/// whatever else the machine does meets all of them. The first run of the sample, which learns its routers, is measured apart.
/// </summary>
internal static class StartMeasurements
{
    private const int Rounds = 11;
    private const int Beginnings = 5;
    private const string Usage = "Usage: start [PROGRAM]. Default: the command line that ./publish makes, artifacts/baton/Baton.Cli";

    public static async Task<int> RunAsync(string[] options)
    {
        var root = Clone.Root;
        var program = options is [var given] ? Path.GetFullPath(given) : Path.Combine(root, "artifacts", "baton", "Baton.Cli");
        if (options.Length > 1 || !File.Exists(program))
        {
            await Console.Error.WriteLineAsync(options.Length > 1 ? Usage : $"There is no {program}. ./publish makes it. {Usage}");
            return 2;
        }

        var sample = Path.Combine(root, "samples", "support");
        var folder = Directory.CreateTempSubdirectory("baton-bench-");
        try
        {
            var first = new List<double>();
            for (var beginning = 0; beginning < Beginnings; beginning++)
                first.Add(await ProcessorTimeAsync(program, ["run", sample, "--store", Store($"{beginning}")]));
            Print("run samples/support, first", first);

            var store = Store("again");
            await ProcessorTimeAsync(program, ["run", sample, "--store", store, "--conversation", "one"]);
            (string Name, string[] Arguments)[] commands =
            [
                ("--help", ["--help"]),
                ("check samples/support", ["check", sample]),
                ("show", ["show", "--store", store]),
                ("show CONVERSATION", ["show", "one", "--store", store]),
                ("run samples/support, again", ["run", sample, "--store", store]),
            ];
            var times = commands.ToDictionary(command => command.Name, _ => new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var (name, arguments) in commands)
                    times[name].Add(await ProcessorTimeAsync(program, arguments));
            }

            foreach (var (name, _) in commands)
                Print(name, times[name]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;

        string Store(string name) => Path.Combine(folder.FullName, name + ".db");
    }

    // .NET does not know the processor time of a process that has ended, and the shell does: user and system, in seconds.
    private static async Task<double> ProcessorTimeAsync(string program, string[] arguments)
    {
        const string timed = "TIMEFORMAT='%3U %3S'; time \"$0\" \"$@\"";
        using var process = Process.Start(
            new ProcessStartInfo("bash", ["-c", timed, program, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {await errors}");
        return (await errors).Trim().Split('\n')[^1].Split(' ').Sum(seconds => 1_000 * double.Parse(seconds, CultureInfo.InvariantCulture));
    }

    private static void Print(string name, List<double> milliseconds)
    {
        milliseconds.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -28} {milliseconds[milliseconds.Count / 2], 6:F0} ms of CPU  (min {milliseconds[0]:F0}, max {milliseconds[^1]:F0})"
            )
        );
    }
}

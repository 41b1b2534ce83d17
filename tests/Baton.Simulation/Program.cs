using System.Diagnostics;
using Baton.Oracle;
using Baton.Simulation.Running;
using Baton.Simulation.Worlds;

var from = ulong.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture);
var to = ulong.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);
var watch = Stopwatch.StartNew();
await Task.Run(async () =>
{
    for (var seed = from; seed < to; seed++)
    {
        await using var running = await RunningWorld.RunAsync(WorldGenerator.Of(seed));
        foreach (var failure in running.Failures)
            Console.WriteLine($"FAILED seed {seed}: {failure}");
        if (args.Length > 2)
        {
            foreach (var happening in running.Recorder.Happenings)
                Console.WriteLine($"{happening.Number,4} {happening.At,-16:c} {happening}"[..Math.Min(300, $"{happening.Number,4} {happening.At,-16:c} {happening}".Length)] + (happening is Baton.Oracle.Records.Happening.Appended appended ? string.Join("\n      ", appended.Entries.Select(e => e.GetRawText())) : ""));
            Console.WriteLine(string.Join('\n', running.Logs.Lines));
        }
    }
});
Console.WriteLine($"{(to - from)} worlds in {watch.ElapsedMilliseconds} ms");

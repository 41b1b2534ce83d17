using System.Collections.Concurrent;
using System.Globalization;
using Baton.Oracle;
using Baton.Oracle.Coverages;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Exploring;

/// <summary>
/// Runs many worlds on all cores and judges them. Worlds that reach a new combination of entries are kept, and every fifth world is a
/// variation of one of them.
/// </summary>
internal sealed class Exploration
{
    private const int VariationEvery = 5;

    // One world in so many is run again later, and must be the same.
    private const int AgainEvery = 50;

    private readonly ExplorationOptions options;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Dice dice;
    private readonly List<string> kept = [];
    private readonly PairCounts pairs = new();
    private readonly HashSet<ulong> reached = [];
    private readonly ConcurrentQueue<Verdict> failures = [];
    private readonly ConcurrentQueue<(string Name, ulong Fingerprint)> again = [];
    private int begun;
    private int fresh;
    private int done;
    private long entries;

    /// <param name="options">How large it is.</param>
    /// <param name="time">The clock.</param>
    public Exploration(ExplorationOptions options, TimeProvider time) =>
        (this.options, this.time, dice) = (options, time, new Dice(options.From));

    /// <summary>Runs it and prints what came of it.</summary>
    /// <returns>0 if no world broke a rule, otherwise 1.</returns>
    public async Task<int> RunAsync(TextWriter output)
    {
        var start = time.GetTimestamp();
        using var printing = time.CreateTimer(
            _ => output.WriteLine($"{done} worlds, {kept.Count} kept, {failures.Count} failed"),
            null,
            TimeSpan.FromSeconds(30),
            TimeSpan.FromSeconds(30)
        );
        await Task.WhenAll(Enumerable.Range(0, options.Workers).Select(_ => Task.Run(() => WorkAsync(output))));
        var took = time.GetElapsedTime(start);
        foreach (var kind in failures.GroupBy(verdict => verdict.Violations[0].Rule).OrderByDescending(kind => kind.Count()))
            output.WriteLine($"{kind.Count(), 6}  {kind.Key}: {string.Join(", ", kind.Take(8).Select(verdict => verdict.Name))}");
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{done} worlds ({fresh} seeds from {options.From}, {done - fresh} variations), {entries} entries, "
                    + $"{reached.Count} features, {kept.Count} worlds that reached something new, "
                    + $"{failures.Count} that broke a rule, {took.TotalSeconds:F0} s on {options.Workers} processes, "
                    + $"{took.TotalMilliseconds * options.Workers / Math.Max(1, done):F1} ms a world"
            )
        );
        output.WriteLine(pairs);
        if (options.Shrinks)
        {
            foreach (var kind in failures.GroupBy(verdict => verdict.Violations[0].Rule))
                await ShrinkAsync(options.Program, WorldVariation.Named(kind.MinBy(verdict => verdict.Entries)!.Name)!, time, output);
        }

        return failures.IsEmpty ? 0 : 1;
    }

    private async Task WorkAsync(TextWriter output)
    {
        using var worker = new WorldProcess(options.Program, time);
        while (Next() is { } name)
        {
            var verdict = await worker.RunAsync(name);
            Take(verdict, output);
            if (again.TryDequeue(out var before))
                Compare(before, await worker.RunAsync(before.Name), output);
        }

        var reachedHere = await worker.PairsAsync();
        lock (gate)
            pairs.Merge(reachedHere);
    }

    private string? Next()
    {
        lock (gate)
        {
            if (begun >= options.Seeds || (options.StopsAtFirst && !failures.IsEmpty))
                return null;
            begun++;
            if (options.Varies && begun % VariationEvery == 0 && kept.Count > 0)
            {
                // The newest are varied most, because least is known of them.
                var place = kept.Count - 1 - (int)(kept.Count * dice.Share() * dice.Share());
                return string.Create(CultureInfo.InvariantCulture, $"{kept[place]}{WorldVariation.Mark}{dice.Below(1_000_000)}");
            }

            return (options.From + (ulong)fresh++).ToString(CultureInfo.InvariantCulture);
        }
    }

    private void Take(Verdict verdict, TextWriter output)
    {
        lock (gate)
        {
            done++;
            entries += verdict.Entries;
            var isNew = false;
            foreach (var feature in verdict.Reached)
                isNew |= reached.Add(feature);
            if (isNew && verdict.Violations.Count == 0)
                kept.Add(verdict.Name);
            if (done % AgainEvery == 0)
                again.Enqueue((verdict.Name, verdict.Fingerprint));
            if (verdict.Violations.Count > 0)
                Fail(verdict, output);
        }
    }

    private void Compare((string Name, ulong Fingerprint) before, Verdict second, TextWriter output)
    {
        if (second.Fingerprint != before.Fingerprint)
            Fail(
                second with
                {
                    Violations = [new Violation("a world is the same each time", "it was another world when it was run again", 0)],
                },
                output
            );
    }

    private void Fail(Verdict verdict, TextWriter output)
    {
        failures.Enqueue(verdict);
        if (failures.Count <= options.Printed)
            output.WriteLine($"FAILED seed {verdict.Name}: {verdict.Violations[0]}");
    }

    /// <summary>Makes a world that breaks a rule smaller and prints it as a test.</summary>
    /// <param name="program">The path of Baton.Simulation.dll.</param>
    /// <param name="world">The world.</param>
    /// <param name="time">The clock.</param>
    /// <param name="output">Where to.</param>
    /// <returns>1 if it breaks a rule, as runs do; 0 if it breaks none.</returns>
    public static async Task<int> ShrinkAsync(string program, World world, TimeProvider time, TextWriter output)
    {
        using var worker = new WorldProcess(program, time);
        if ((await worker.RunAsync(world)).Violations is not [{ Rule: var rule }, ..])
        {
            output.WriteLine($"The world {world.Name} breaks no rule.");
            return 0;
        }

        var small = await new Shrinker(worker.RunAsync).ShrinkAsync(world, rule);
        var violation = (await worker.RunAsync(small)).Violations.First(one => one.Rule == rule);
        output.WriteLine($"\nThe world {world.Name}, made smaller, as a test:\n");
        output.WriteLine(WorldCode.TestOf(small, violation.ToString()));
        return 1;
    }
}

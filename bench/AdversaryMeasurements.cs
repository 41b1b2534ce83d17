using System.Diagnostics;
using System.Globalization;
using Baton.Adversary;

namespace Baton.Bench;

/// <summary>Attacks from outside on a small team whose models obey every injection, counted by who attacks and what for.</summary>
internal static class AdversaryMeasurements
{
    private const string Usage = "adversary [ATTACKS [SEED]]";
    private const int DefaultAttacks = 10_000;
    private const int MostShown = 20;

    public static async Task<int> RunAsync(string[] options)
    {
        List<int> numbers = [.. options.Select(option => int.TryParse(option, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        if (numbers is not ([] or [> 0] or [> 0, > 0]))
        {
            await Console.Error.WriteLineAsync($"Usage: {Usage}. Every value is a whole number from 1 on.");
            return 2;
        }

        var begun = Stopwatch.GetTimestamp();
        var tally = await Campaign.RunAsync(
            numbers is [var attacks, ..] ? attacks : DefaultAttacks,
            numbers is [_, var seed] ? (uint)seed : 1
        );
        var took = Stopwatch.GetElapsedTime(begun);
        Console.Write(tally);
        Console.WriteLine($"{tally.Forms} kinds and places of injections reached a model, and {tally.Missed} attacks arrived nowhere.");
        Console.WriteLine($"In {tally.Said} the customer read a lie in the model's own words, which is not prevented.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"It took {took.TotalSeconds:0} s."));
        // One attack of each kind.
        foreach (
            var (attack, gain) in tally
                .Gains.DistinctBy(gained => (gained.Gain.Goal, gained.Attack.Actor, gained.Gain.What[..12]))
                .Take(MostShown)
        )
            Console.WriteLine($"\n{gain.Goal}: {gain.What}\n{attack}");
        return tally.Gains.Count == 0 ? 0 : 1;
    }
}

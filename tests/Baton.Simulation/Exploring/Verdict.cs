using Baton.Oracle;
using Baton.Oracle.Coverages;
using Baton.Simulation.Running;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Exploring;

/// <summary>What came of a world.</summary>
/// <param name="Name">The world's name.</param>
/// <param name="Violations">The rules that it broke.</param>
/// <param name="Reached">The hashes of what it reached, as far as its worker had not seen them.</param>
/// <param name="Fingerprint">A hash of all that happened.</param>
/// <param name="Entries">How many entries its journal has.</param>
internal sealed record Verdict(
    string Name,
    IReadOnlyList<Violation> Violations,
    IReadOnlyList<ulong> Reached,
    ulong Fingerprint,
    int Entries
)
{
    /// <summary>Runs a world and judges it.</summary>
    /// <param name="world">The world.</param>
    /// <param name="pairs">Counts what it reached; null for nobody.</param>
    public static async Task<(Verdict Verdict, RunningWorld Ran)> OfAsync(World world, PairCounts? pairs = null)
    {
        await using var ran = await RunningWorld.RunAsync(world);
        var record = ran.Record();
        pairs?.Add(record);
        return (
            new Verdict(
                world.Name,
                [.. ran.Failures, .. Oracle.Oracle.Judge(record)],
                [.. Features.FeaturesOf(record)],
                ran.Recorder.Fingerprint,
                ran.Recorder.Conversations.Sum(conversation => ran.Recorder.EntriesOf(conversation).Count)
            ),
            ran
        );
    }
}

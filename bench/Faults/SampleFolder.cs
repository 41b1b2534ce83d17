namespace Baton.Bench.Faults;

/// <summary>The sample team of the clone that this was built in.</summary>
internal static class SampleFolder
{
    /// <summary>The folder of <c>samples/support</c>.</summary>
    public static string Support { get; } = Path.Combine(Clone.Root, "samples", "support");
}

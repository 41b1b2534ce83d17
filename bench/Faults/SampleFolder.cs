namespace Baton.Bench.Faults;

/// <summary>Finds the sample team of the clone that this was built in.</summary>
internal static class SampleFolder
{
    /// <summary>The folder of <c>samples/support</c>.</summary>
    public static string Support { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
        {
            if (File.Exists(Path.Combine(here.FullName, "Baton.slnx")))
                return Path.Combine(here.FullName, "samples", "support");
        }

        throw new DirectoryNotFoundException($"No Baton.slnx above '{folder}': run it from a clone.");
    }
}

namespace Baton.Bench;

/// <summary>The clone that this program was built in.</summary>
internal static class Clone
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
        {
            if (File.Exists(Path.Combine(here.FullName, "Baton.slnx")))
                return here.FullName;
        }

        throw new DirectoryNotFoundException($"No Baton.slnx above '{folder}': run it from a clone.");
    }
}

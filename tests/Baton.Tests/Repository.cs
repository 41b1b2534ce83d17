namespace Baton.Tests;

/// <summary>Finds files of the repository from a test that runs in its output folder.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
        {
            if (File.Exists(Path.Combine(here.FullName, "Baton.slnx")))
                return here.FullName;
        }

        throw new DirectoryNotFoundException($"No Baton.slnx above '{folder}': run the tests from a clone.");
    }
}

namespace Baton.Tests.Journals;

/// <summary>A folder of a test's own, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("baton-").FullName;

    public string Path { get; }

    public string Store => System.IO.Path.Combine(Path, "journal.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

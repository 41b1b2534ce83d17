using System.Text;
using Baton.Journals;
using Baton.Tests;

namespace Baton.IntegrationTests.Cli;

/// <summary>What tests of the command line share: a folder of their own, where the store is made, and the sample.</summary>
public abstract class CliTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("baton-cli-");

    /// <summary>The sample team. Tests name its model, since this machine may have a provider.</summary>
    private protected static string Sample { get; } = Path.Combine(Repository.Root, "samples", "support");

    private protected string Folder => folder.FullName;

    private protected string StorePath => Path.Combine(Folder, ".baton", "baton.db");

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a command to its end, in this process.</summary>
    private protected Task<CliResult> RunAsync(params string[] arguments) => CliInProcess.RunAsync(Folder, arguments);

    /// <summary>Runs a command to its end in a process of its own, for what only a process shows.</summary>
    private protected async Task<CliResult> RunProcessAsync(params string[] arguments)
    {
        await using var process = CliProcess.Start(Folder, arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs the sample offline.</summary>
    private protected Task<CliResult> RunSampleAsync(params string[] arguments) =>
        RunAsync(["run", Sample, "--model", "offline", .. arguments]);

    private protected async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private protected static List<JournalEntry> Entries(CliResult result) =>
        [.. result.Lines.Select(line => JournalCodec.Read(Encoding.UTF8.GetBytes(line)))];

    /// <summary>One message for whoever typed the command, and no trace of the code.</summary>
    private protected static void AssertClear(CliResult result)
    {
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", result.Error, StringComparison.Ordinal);
        Assert.Single(result.ErrorLines);
    }
}

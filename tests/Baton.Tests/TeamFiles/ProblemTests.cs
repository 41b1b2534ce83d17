using Baton.TeamFiles;

namespace Baton.Tests.TeamFiles;

/// <summary>
/// What tests of a team file's problems share: a small team in a folder of its own, which each test gets wrong somewhere.
/// </summary>
public abstract class ProblemTests : IDisposable
{
    private protected const string Team = """
        name: support
        entry: triage
        agents:
          triage:
            handoffs: [billing]
          billing:
            tools: [find]
        tools:
          find:
            table: {file: rows.csv, match: [amount]}

        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("baton-team-");

    private protected ProblemTests() => File.WriteAllText(Path.Combine(folder.FullName, "rows.csv"), "invoice,amount\nINV-1,49.99\n");

    private protected string Folder => folder.FullName;

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected IReadOnlyList<string> Check(string text, TeamFileOptions? options = null) =>
        [.. TeamFile.Check(Write(text), options).Select(problem => $"{problem.Line}:{problem.Column}: {problem.Message}")];

    private protected string Write(string text)
    {
        var path = Path.Combine(folder.FullName, "team.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}

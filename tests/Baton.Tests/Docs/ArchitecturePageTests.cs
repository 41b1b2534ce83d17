using System.Text.RegularExpressions;

namespace Baton.Tests.Docs;

public sealed partial class ArchitecturePageTests
{
    [Theory]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/state-machine.md")]
    [InlineData("docs/decisions/0034-floors.md")]
    [InlineData("CONTRIBUTING.md")]
    public void Every_path_that_the_page_names_exists(string page)
    {
        var missing = PathsOf(File.ReadAllText(Path.Combine(Repository.Root, page)))
            .Where(path => !Path.Exists(Path.Combine(Repository.Root, path)))
            .Order(StringComparer.Ordinal);

        Assert.Empty(missing);
    }

    [Fact]
    public void The_page_names_paths_in_its_text_and_in_its_picture()
    {
        var paths = PathsOf(File.ReadAllText(Path.Combine(Repository.Root, "docs/architecture.md")));

        Assert.Contains("src/Baton/Journals/JournalEntry.cs", paths);
        Assert.Contains("src/Baton/Runtime/TeamRuntime.cs", paths);
    }

    // A path is written in backticks or stands in the picture of a message's way; a folder ends with a slash.
    private static HashSet<string> PathsOf(string page) =>
        [.. Quoted().Matches(page).Concat(Pictured().Matches(page)).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"`([\w.\-]+(?:/[\w.\-]+)*/(?:[\w.\-]+\.(?:cs|csproj|md|json|jsonl))?)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<=\s)(src/[\w.\-/]+\.cs)(?=\s)")]
    private static partial Regex Pictured();
}

using System.Text.RegularExpressions;

namespace Baton.Tests.Docs;

public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void The_code_in_the_readme_is_the_code_that_compiles()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests/Baton.Tests/Docs/ReadmeExample.cs"));
        var compiled = Between(source, "// <readme>\n", "        // </readme>")
            .Replace("\n        ", "\n", StringComparison.Ordinal)
            .Trim();

        Assert.Equal(compiled, Between(Readme, "```csharp\n", "```").Trim());
    }

    [Fact]
    public void Runnable_code_comes_by_the_15th_line() =>
        Assert.Contains(Readme.Split('\n').Take(15), line => line.StartsWith("baton run samples/support", StringComparison.Ordinal));

    [Fact]
    public void Every_page_that_a_document_links_to_is_there()
    {
        var documents = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md"))
            .Append(Path.Combine(Repository.Root, "CONTRIBUTING.md"));
        foreach (var document in documents)
        {
            foreach (Match link in Link().Matches(File.ReadAllText(document)))
            {
                var target = Path.Combine(Path.GetDirectoryName(document)!, link.Groups[1].Value);
                Assert.True(Path.Exists(target), $"{Path.GetFileName(document)} links to {link.Groups[1].Value}, which is not there.");
            }
        }
    }

    private static string Between(string text, string begin, string end)
    {
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)")]
    private static partial Regex Link();
}

namespace Baton.Tests.Architecture;

/// <summary>
/// The line length of .editorconfig. The formatter breaks code; it leaves comments and strings as they are, so a test reads the lines. The
/// lines of a raw string are data, such as JSON that a model reads or a test compares.
/// </summary>
public sealed class LineLengthTests
{
    private const int Longest = 140;

    [Fact]
    public void No_line_of_code_is_longer_than_the_editorconfig_says()
    {
        var rules = File.ReadAllLines(Path.Combine(Repository.Root, ".editorconfig"));
        Assert.Contains($"max_line_length = {Longest}", rules);

        var files = new[] { "src", "tests", "bench", "samples" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

        Assert.Empty(files.SelectMany(LongLinesOf));
    }

    private static IEnumerable<string> LongLinesOf(string file)
    {
        var isRaw = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            if (line.Length > Longest && !isRaw)
                yield return $"{Path.GetRelativePath(Repository.Root, file)}:{index + 1}";
            isRaw ^= line.Split("\"\"\"").Length % 2 == 0;
        }
    }
}

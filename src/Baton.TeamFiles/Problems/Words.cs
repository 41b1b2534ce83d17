namespace Baton.TeamFiles.Problems;

/// <summary>Lists of words in a sentence.</summary>
internal static class Words
{
    public static string Or(IEnumerable<string> words) => Join(words, "or");

    public static string And(IEnumerable<string> words) => Join(words, "and");

    private static string Join(IEnumerable<string> words, string last)
    {
        var quoted = words.Select(word => $"'{word}'").ToList();
        return quoted.Count < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted.SkipLast(1))} {last} {quoted[^1]}";
    }
}

using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Baton.Texts.Facts;

/// <summary>The known words, from the embedded <c>Vocabulary.txt</c>.</summary>
internal static class Vocabulary
{
    private static readonly FrozenDictionary<string, WordClass>.AlternateLookup<ReadOnlySpan<char>> Words = Load()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    // An ending is removed to find a word by its base form: "tickets", "booked", "leaving", "cheaper".
    private static readonly string[] Endings = ["s", "es", "d", "ed", "ing", "r", "er", "st", "est", "ly", "y"];

    /// <summary>The classes of a word in any case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static WordClass ClassOf(ReadOnlySpan<char> word)
    {
        if (word.Length > 20)
            return WordClass.None;
        return Words.TryGetValue(word, out var found) ? found
            : IsFormOfCommon(word) ? WordClass.Common
            : WordClass.None;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsFormOfCommon(ReadOnlySpan<char> word)
    {
        foreach (var ending in Endings)
        {
            if (word.Length < ending.Length + 2 || !word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                continue;
            var stem = word[..^ending.Length];
            if (IsCommon(stem))
                return true;
            // "cancelled", "booking" from "make": a doubled consonant is removed, a dropped e or y is restored.
            if (
                ending is "ed" or "ing" or "er" or "est" or "es"
                && (
                    stem.Length > 3 && stem[^1] == stem[^2] && IsCommon(stem[..^1])
                    || IsCommon($"{stem}e")
                    || stem[^1] is 'i' && IsCommon($"{stem[..^1]}y")
                )
            )
                return true;
            if (ending is "ly" && stem[^1] is 'i' && IsCommon($"{stem[..^1]}y"))
                return true;
        }

        return false;
    }

    private static bool IsCommon(ReadOnlySpan<char> word) =>
        word.Length > 1 && Words.TryGetValue(word, out var found) && (found & (WordClass.Common | WordClass.Starter)) != 0;

    private static FrozenDictionary<string, WordClass> Load()
    {
        using var stream =
            typeof(Vocabulary).Assembly.GetManifestResourceStream("Baton.Vocabulary.txt")
            ?? throw new InvalidOperationException("The vocabulary is not in the assembly.");
        using var reader = new StreamReader(stream);
        var words = new Dictionary<string, WordClass>(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || line.StartsWith('#'))
                continue;
            var wordClass = Enum.Parse<WordClass>(line[..colon].Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
            foreach (var word in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                words[word] = words.GetValueOrDefault(word) | wordClass;
        }

        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}

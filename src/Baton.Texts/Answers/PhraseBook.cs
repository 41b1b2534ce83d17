using System.Collections.Frozen;

namespace Baton.Texts.Answers;

/// <summary>
/// The phrases of an embedded word list, found by their first words. Each word of a sentence costs a look-up or a few, and nothing is
/// allocated. The head of Questions.txt describes the form of a list.
/// </summary>
internal sealed class PhraseBook
{
    private readonly FrozenDictionary<string, Phrase[]>.AlternateLookup<ReadOnlySpan<char>> byWord;
    private readonly FrozenDictionary<string, Phrase[]>.AlternateLookup<ReadOnlySpan<char>> byPrefix;
    private readonly int[] prefixLengths;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> breaks;

    /// <summary>Makes a book of phrases.</summary>
    /// <param name="phrases">The phrases.</param>
    /// <param name="breaks">The words between two clauses.</param>
    public PhraseBook(IReadOnlyList<Phrase> phrases, IEnumerable<string> breaks)
    {
        byWord = IndexOf(phrases, isPrefix: false);
        byPrefix = IndexOf(phrases, isPrefix: true);
        prefixLengths = [.. byPrefix.Dictionary.Keys.Select(prefix => prefix.Length).Distinct().Order()];
        this.breaks = breaks.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Reads an embedded list.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="labels">The labels, in the order of their numbers. Phrases with another label are an error of the list.</param>
    public static PhraseBook Read(string resource, params IReadOnlyList<string> labels)
    {
        using var stream =
            typeof(PhraseBook).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not in the assembly.");
        using var reader = new StreamReader(stream);
        var classes = new Dictionary<string, string[]>();
        var breaks = new HashSet<string>();
        var lines = new List<(int Label, string Phrases)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (head, rest) = (line[..colon], line[(colon + 1)..]);
            if (head.StartsWith("class ", StringComparison.Ordinal))
            {
                var name = head["class ".Length..];
                var members = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                classes[name] = [.. classes.GetValueOrDefault(name) ?? [], .. members];
            }
            else if (head == "break")
                breaks.UnionWith(rest.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            else
                lines.Add((NumberOf(head, labels), rest));
        }

        return new PhraseBook(
            [.. lines.SelectMany(line => line.Phrases.Split(" / ").Select(phrase => Phrase.Read(phrase, line.Label, classes)))],
            breaks
        );
    }

    /// <summary>Finds the phrases in a sentence.</summary>
    /// <param name="words">The sentence.</param>
    /// <param name="found">Where they are written, in the order of the words. What has no room is left out.</param>
    /// <returns>How many were written.</returns>
    public int Find(in SentenceWords words, Span<PhraseMatch> found)
    {
        var count = 0;
        for (var at = 0; at < words.Count && count < found.Length; at++)
        {
            var word = words[at];
            if (byWord.TryGetValue(word, out var phrases))
                count = Match(phrases, words, at, found, count);
            foreach (var length in prefixLengths)
            {
                if (length > word.Length)
                    break;
                if (byPrefix.TryGetValue(word[..length], out phrases))
                    count = Match(phrases, words, at, found, count);
            }
        }

        return count;
    }

    /// <summary>The number of the clause that a word stands in.</summary>
    public int ClauseOf(in SentenceWords words, int at)
    {
        var clause = 0;
        for (var index = 1; index <= at; index++)
        {
            if (words.IsAfterBreak(index) || breaks.Contains(words[index]))
                clause++;
        }

        return clause;
    }

    private static int Match(Phrase[] phrases, in SentenceWords words, int at, Span<PhraseMatch> found, int count)
    {
        foreach (var phrase in phrases)
        {
            if (count < found.Length && phrase.Match(words, at) is > 0 and var end)
                found[count++] = new PhraseMatch(phrase.Label, at, end);
        }

        return count;
    }

    private static int NumberOf(string label, IReadOnlyList<string> labels)
    {
        for (var number = 0; number < labels.Count; number++)
        {
            if (labels[number].Equals(label, StringComparison.OrdinalIgnoreCase))
                return number;
        }

        throw new InvalidOperationException($"A word list has the unknown label '{label}'.");
    }

    private static FrozenDictionary<string, Phrase[]>.AlternateLookup<ReadOnlySpan<char>> IndexOf(
        IReadOnlyList<Phrase> phrases,
        bool isPrefix
    ) =>
        phrases
            .SelectMany(phrase => phrase.Pieces[0].Alternatives.Select(alternative => (First: alternative[0], Phrase: phrase)))
            .Where(entry => entry.First.IsPrefix == isPrefix)
            .GroupBy(entry => entry.First.Text, entry => entry.Phrase, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}

/// <summary>A phrase found in a sentence.</summary>
/// <param name="Label">The number of its label.</param>
/// <param name="Start">Its first word.</param>
/// <param name="End">The number of the word behind it.</param>
internal readonly record struct PhraseMatch(int Label, int Start, int End);

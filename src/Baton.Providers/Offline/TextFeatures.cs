using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Baton.Providers.Offline;

/// <summary>A stretch of a normalised text that counts as one feature.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Weight">How much it says: words that every sentence has say little.</param>
internal readonly record struct Feature(int Start, int Length, float Weight);

/// <summary>
/// A text as features: words and pairs of words, and pieces of 3 to 5 characters within a word, which stand for stemming and
/// forgive misspelling.
/// </summary>
internal sealed class TextFeatures
{
    private const float CommonWordWeight = 0.25f;

    // Function words are in every sentence, and with a dozen examples the document frequency alone cannot know that.
    private static readonly FrozenSet<string> CommonWords = FrozenSet.ToFrozenSet(
        [
            "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does",
            "for", "from", "get", "had", "has", "have", "hello", "her", "hi", "his", "how", "i", "id", "if", "ill", "im", "in", "is",
            "it", "its", "ive", "just", "like", "me", "my", "of", "on", "or", "our", "out", "please", "so", "some", "tell", "that",
            "thats", "the", "their", "there", "this", "to", "us", "was", "we", "were", "what", "whats", "when", "where", "which",
            "who", "why", "will", "with", "would", "you", "your",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Common =
        CommonWords.GetAlternateLookup<ReadOnlySpan<char>>();

    private TextFeatures(string text, List<Feature> words, List<Feature> pieces)
    {
        Text = text;
        Words = words;
        Pieces = pieces;
    }

    /// <summary>The normalised text that the features lie in.</summary>
    public string Text { get; }

    /// <summary>Words and pairs of neighbouring words.</summary>
    public IReadOnlyList<Feature> Words { get; }

    /// <summary>Pieces of words, with the word's edges as blanks.</summary>
    public IReadOnlyList<Feature> Pieces { get; }

    public static TextFeatures Of(string text)
    {
        var normal = Normalise(text);
        List<Feature> words = [], pieces = [];
        int previousStart = -1;
        var previousWeight = 0f;
        for (var start = 1; start < normal.Length;)
        {
            var end = normal.IndexOf(' ', start);
            var weight = Common.Contains(normal.AsSpan(start, end - start)) ? CommonWordWeight : 1f;
            words.Add(new(start, end - start, weight));
            if (previousStart >= 0)
                words.Add(new(previousStart, end - previousStart, Math.Max(weight, previousWeight)));
            AddPieces(pieces, start - 1, end + 1, weight);
            (previousStart, previousWeight) = (start, weight);
            start = end + 1;
        }

        return new(normal, words, pieces);
    }

    private static void AddPieces(List<Feature> pieces, int from, int to, float weight)
    {
        for (var length = 3; length <= 5; length++)
        {
            for (var start = from; start + length <= to; start++)
                pieces.Add(new(start, length, weight));
        }
    }

    // Lower case, words apart by one blank and a blank at either end; every number is a 0, so that another amount is the same request.
    private static string Normalise(string text)
    {
        var normal = new StringBuilder(text.Length + 2).Append(' ');
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (char.IsDigit(letter))
            {
                if (normal[^1] != '0')
                    normal.Append('0');
                while (i + 2 < text.Length && text[i + 1] is '.' or ',' && char.IsDigit(text[i + 2]))
                    i++;
            }
            else if (IsWordPart(letter))
                normal.Append(char.ToLowerInvariant(letter));
            else if (letter is not ('\'' or '’') && normal[^1] != ' ')
                normal.Append(' ');
        }

        if (normal[^1] != ' ')
            normal.Append(' ');
        return normal.ToString();
    }

    private static bool IsWordPart(char letter) => char.IsLetter(letter)
        || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}

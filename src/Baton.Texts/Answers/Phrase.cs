using System.Collections.Immutable;

namespace Baton.Texts.Answers;

/// <summary>A phrase of a word list, such as <c>please .. send|give me|us</c>.</summary>
/// <param name="Label">The number of its label.</param>
/// <param name="IsAtStart">Whether it begins a sentence.</param>
/// <param name="Pieces">What stands one after the other.</param>
internal sealed record Phrase(int Label, bool IsAtStart, ImmutableArray<Phrase.Piece> Pieces)
{
    // A gap ".." has at most four words, or twelve characters of a script without spaces; "..." has twice as many.
    private const int Gap = 12;

    private static readonly Word End = new("$", false);

    /// <summary>Reads a phrase.</summary>
    /// <param name="text">The phrase.</param>
    /// <param name="label">The number of its label.</param>
    /// <param name="classes">The classes that it may name, each with its members.</param>
    public static Phrase Read(string text, int label, IReadOnlyDictionary<string, string[]> classes)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var isAtStart = false;
        var gap = 0;
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "^")
                isAtStart = true;
            else if (part is ".." or "...")
                gap = part.Length == 2 ? Gap : 2 * Gap;
            else
            {
                // The longest first: "una vez que" is found before "una vez".
                var members = part.Split('|').SelectMany(member => Members(member, classes)).Select(WordsOf);
                pieces.Add(new Piece(gap, [.. members.OrderByDescending(words => words.Length)]));
                gap = 0;
            }
        }

        return new Phrase(label, isAtStart, pieces.ToImmutable());
    }

    /// <summary>The number of the word behind the phrase, if it begins at a word; otherwise -1.</summary>
    public int Match(in SentenceWords words, int at) => IsAtStart && at > 0 ? -1 : Match(words, at, 0);

    private static IEnumerable<string> Members(string part, IReadOnlyDictionary<string, string[]> classes) =>
        part is ['<', .. var name, '>'] ? classes[name] : [part];

    private static ImmutableArray<Word> WordsOf(string member)
    {
        if (member == "$")
            return [End];
        var isPrefix = member.EndsWith('*');
        Span<SentenceWords.Place> places = stackalloc SentenceWords.Place[SentenceWords.Most];
        var read = new SentenceWords(member, places);
        var words = ImmutableArray.CreateBuilder<Word>(read.Count);
        for (var index = 0; index < read.Count; index++)
            words.Add(new Word(read[index].ToString(), isPrefix && index == read.Count - 1));
        return words.MoveToImmutable();
    }

    private int Match(in SentenceWords words, int at, int piece)
    {
        if (piece == Pieces.Length)
            return at;
        var room = Pieces[piece].Gap;
        while (true)
        {
            foreach (var alternative in Pieces[piece].Alternatives)
            {
                if (MatchWords(words, at, alternative) is >= 0 and var next && Match(words, next, piece + 1) is >= 0 and var end)
                    return end;
            }

            if (at >= words.Count || (room -= words.Weight(at)) < 0 || words.IsAfterBreak(at))
                return -1;
            at++;
        }
    }

    private static int MatchWords(in SentenceWords words, int at, ImmutableArray<Word> alternative)
    {
        foreach (var word in alternative)
        {
            if (ReferenceEquals(word, End))
            {
                if (at < words.Count)
                    return -1;
                continue;
            }

            if (at >= words.Count || !word.Is(words[at]))
                return -1;
            at++;
        }

        return at;
    }

    /// <summary>A part of a phrase.</summary>
    /// <param name="Gap">How much may stand before it.</param>
    /// <param name="Alternatives">The words that are alike here.</param>
    internal readonly record struct Piece(int Gap, ImmutableArray<ImmutableArray<Word>> Alternatives);

    /// <summary>A word of a phrase.</summary>
    /// <param name="Text">The word.</param>
    /// <param name="IsPrefix">Whether words that begin with it are meant too.</param>
    internal sealed record Word(string Text, bool IsPrefix)
    {
        /// <summary>Whether that word is meant.</summary>
        public bool Is(ReadOnlySpan<char> word) =>
            IsPrefix ? word.StartsWith(Text, StringComparison.OrdinalIgnoreCase) : word.Equals(Text, StringComparison.OrdinalIgnoreCase);
    }
}

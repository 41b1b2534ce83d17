using System.Text;
using System.Text.RegularExpressions;

namespace Baton.Providers.Offline;

/// <summary>How a piece of a message is connected to the one before.</summary>
internal enum Joint
{
    /// <summary>A bare "and": the same request unless the pieces are clearly about different things.</summary>
    Weak,

    /// <summary>A sentence that points back, such as "It says …": the same request, with the same exception.</summary>
    Reference,

    /// <summary>A new sentence.</summary>
    Sentence,

    /// <summary>"Also", "another thing", a list: the customer says that it is a further request.</summary>
    Marked,
}

/// <summary>A piece of a message that may be a request of its own.</summary>
/// <param name="Text">Its words, without what joins it.</param>
/// <param name="Joint">How it is connected to the piece before.</param>
internal readonly record struct Piece(string Text, Joint Joint);

/// <summary>Cuts a message wherever a new request may begin. It cuts too often: pieces about the same thing are joined again.</summary>
internal static partial class RequestSplitter
{
    private const int MostPieces = 16;

    private static readonly string[] Abbreviations =
    [
        "e.g",
        "i.e",
        "mr",
        "mrs",
        "ms",
        "dr",
        "no",
        "nr",
        "vs",
        "etc",
        "approx",
        "inc",
        "ltd",
        "corp",
        "st",
        "a.m",
        "p.m",
        "acct",
        "tel",
        "ref",
    ];

    public static List<Piece> Split(string message)
    {
        var pieces = new List<Piece>();
        foreach (var line in Clean(message).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var bullet = Bullet().Match(line);
            var first = bullet.Success ? Joint.Marked : Joint.Sentence;
            foreach (var sentence in Sentences(line[bullet.Length..]))
            {
                AddParts(pieces, sentence, first);
                first = Joint.Sentence;
            }
        }

        return pieces;
    }

    /// <summary>The text with spaces for control characters and at most one space or line end in a row.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var blank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            var previous = clean.Length == 0 ? '\n' : clean[^1];
            if (!blank)
                clean.Append(rune);
            else if (rune.Value == '\n' && previous != '\n')
                clean.Append('\n');
            else if (rune.Value != '\n' && previous is not (' ' or '\n'))
                clean.Append(' ');
        }

        return clean.ToString().Trim();
    }

    private static IEnumerable<string> Sentences(string line)
    {
        var start = 0;
        for (var i = 0; i + 1 < line.Length; i++)
        {
            var ends =
                line[i] is '!' or '?' or ';' or '…' or '。' or '？' or '！'
                || (line[i] == '.' && !IsAbbreviation(line.AsSpan(start, i - start)));
            if (!ends || !(line[i + 1] == ' ' || line[i] > '\u2100'))
                continue;
            yield return line[start..(i + 1)];
            start = i + 1;
        }

        yield return line[start..];
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> before)
    {
        var word = before[(before.LastIndexOf(' ') + 1)..].TrimStart("(\"'");
        if (word.Length == 1 && char.IsLetter(word[0]) && word[0] is not ('I' or 'i'))
            return true;
        foreach (var abbreviation in Abbreviations)
        {
            if (word.Equals(abbreviation, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static void AddParts(List<Piece> pieces, string sentence, Joint first)
    {
        var start = 0;
        var joint = first;
        foreach (Match mark in Marker().Matches(sentence))
        {
            AddWeakParts(pieces, sentence[start..mark.Index], joint);
            (start, joint) = (mark.Index + mark.Length, Joint.Marked);
        }

        AddWeakParts(pieces, sentence[start..], joint);
    }

    private static void AddWeakParts(List<Piece> pieces, string part, Joint first)
    {
        var start = 0;
        var joint = first;
        foreach (Match and in NewSubject().Matches(part))
        {
            if (WordsIn(part.AsSpan(start, and.Index - start)) < 3 || WordsIn(part.AsSpan(and.Index + and.Length)) < 3)
                continue;
            Add(pieces, part[start..and.Index], joint);
            (start, joint) = (and.Index + and.Length, Joint.Weak);
        }

        Add(pieces, part[start..], joint);
    }

    private static void Add(List<Piece> pieces, string text, Joint joint)
    {
        text = text.Trim().TrimEnd('.', ',', ';', ':', ' ');
        if (!text.Any(char.IsLetterOrDigit))
            return;
        if (joint == Joint.Sentence && Reference().IsMatch(text))
            joint = Joint.Reference;
        if (pieces.Count < MostPieces)
            pieces.Add(new(text, joint));
        else
            pieces[^1] = pieces[^1] with { Text = $"{pieces[^1].Text}. {text}" };
    }

    public static int WordsIn(ReadOnlySpan<char> text)
    {
        var words = 0;
        var inside = false;
        foreach (var letter in text)
        {
            var blank = char.IsWhiteSpace(letter);
            if (!blank && !inside)
                words++;
            inside = !blank;
        }

        return words;
    }

    [GeneratedRegex(@"\A(?:[-*•] ?|\d{1,2}[.)] )", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(
        @"\A(?:it|its|it['’]s|this|that|that['’]s|they|these|those|which)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Reference();

    private const string Marks =
        "also|besides|another (?:thing|issue|problem|question)|one (?:more|other) thing|additionally|in addition|on top of "
        + "that|moreover|furthermore|plus|secondly|thirdly|lastly";

    [GeneratedRegex(
        $@"(?:\A ?(?:(?:and|but|oh|oh,|so) )?|(?:,|;|:| -| –|—) ?(?:(?:and|but) )?| (?:and|but) )(?:{Marks})\b(?:,? (?:is that"
            + $@"|is)\b)?[,:]?(?= |\z)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Marker();

    [GeneratedRegex(
        @",? and (?=(?:i|i['’]m|i['’]ve|i['’]d|my|we|our|the|this|that|there|it|can|could|how|why|what|when|where|who|please|is|are|does"
            + @"|do|did|will|would|your|you|now)\b)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex NewSubject();
}

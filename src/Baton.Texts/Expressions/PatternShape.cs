namespace Baton.Texts.Expressions;

/// <summary>
/// The structure of an expression, as far as it determines its cost: the positions of its automaton, and words of which every match
/// contains one. It parses expressions that .NET's engine without backtracking supports, and ignores anything that it does not know.
/// </summary>
/// <param name="Positions">The characters, classes and anchors of the expression, with repetitions written out.</param>
/// <param name="Words">Sets of stretches of letters, lower case and ASCII. Every match contains one of each set, in any case. Empty if
/// there are none.</param>
/// <param name="IsSpaced">Whether a part is written with free spacing and comments (<c>x</c>), in which no words are known.</param>
public sealed record PatternShape(long Positions, IReadOnlyList<IReadOnlyList<string>> Words, bool IsSpaced)
{
    /// <summary>The shortest word that helps to decide where an expression may match.</summary>
    public const int ShortestWord = 3;

    private const int MostWords = 64;
    private const long MostPositions = 1_000_000_000;

    /// <summary>Analyses an expression that can be compiled.</summary>
    public static PatternShape Of(string pattern)
    {
        var reader = new Reader(pattern);
        var whole = reader.Alternatives();
        return new PatternShape(whole.Positions, reader.IsSpaced ? [] : whole.Words ?? [], reader.IsSpaced);
    }

    private readonly record struct Part(
        long Positions,
        IReadOnlyList<IReadOnlyList<string>>? Words = null,
        char? Letter = null,
        bool IsAnchor = false
    );

    private sealed class Reader(string pattern)
    {
        private int at;

        public bool IsSpaced { get; private set; }

        public Part Alternatives()
        {
            var first = Sequence();
            if (at >= pattern.Length || pattern[at] != '|')
                return first;
            var (positions, words) = (first.Positions, Rarest(first.Words));
            while (Take('|'))
            {
                var next = Sequence();
                positions = Math.Min(positions + next.Positions, MostPositions);
                words =
                    words is null || Rarest(next.Words) is not { } others || words.Count + others.Count > MostWords
                        ? null
                        : [.. words, .. others];
            }

            return new Part(positions, words is null ? null : [words]);
        }

        private Part Sequence()
        {
            var (positions, words, run) = (0L, new List<IReadOnlyList<string>>(), "");
            while (at < pattern.Length && pattern[at] is not ('|' or ')'))
            {
                var part = Atom();
                var (least, times) = Repetition();
                positions = Math.Min(positions + (part.Positions * times), MostPositions);
                // A zero-width element does not separate letters.
                if (part.IsAnchor && times == 1 && least == 1)
                    continue;
                if (part.Letter is { } letter && least > 0)
                    run += letter;
                if (part.Letter is not null && least == 1 && times == 1)
                    continue;
                if (run.Length >= ShortestWord)
                    words.Add([run]);
                if (least > 0)
                    words.AddRange(part.Words ?? []);
                run = "";
            }

            if (run.Length >= ShortestWord)
                words.Add([run]);
            return new Part(positions, words);
        }

        // Longer words are rarer, and so are smaller sets.
        private static IReadOnlyList<string>? Rarest(IReadOnlyList<IReadOnlyList<string>>? sets) =>
            (sets ?? []).OrderByDescending(set => set.Min(word => word.Length)).ThenBy(set => set.Count).FirstOrDefault();

        private Part Atom()
        {
            var letter = pattern[at++];
            return letter switch
            {
                '(' => Group(),
                '[' => Class(),
                '\\' => Escape(),
                '^' or '$' => new Part(1, IsAnchor: true),
                '.' => new Part(1),
                _ => Literal(letter),
            };
        }

        private static Part Literal(char letter) => new(1, Letter: char.IsAscii(letter) ? char.ToLowerInvariant(letter) : null);

        private Part Group()
        {
            if (Take('?'))
            {
                if (Take('#'))
                    return SkipTo(')', new Part(0, IsAnchor: true));
                if (at < pattern.Length && pattern[at] is '<' or '\'')
                    _ = SkipTo(pattern[at++] == '<' ? '>' : '\'', default);
                else
                    Options();
                if (Take(')'))
                    return new Part(0, IsAnchor: true);
            }

            var inner = Alternatives();
            _ = Take(')');
            return inner;
        }

        private void Options()
        {
            for (var isOn = true; at < pattern.Length && pattern[at] != ')'; at++)
            {
                if (pattern[at] == ':')
                {
                    at++;
                    return;
                }

                isOn &= pattern[at] != '-';
                IsSpaced |= isOn && pattern[at] == 'x';
            }
        }

        private Part Class()
        {
            _ = Take('^');
            for (var isFirst = true; at < pattern.Length; isFirst = false)
            {
                var letter = pattern[at++];
                if (letter == ']' && !isFirst)
                    break;
                if (letter == '\\')
                    at++;
                // A class that is subtracted from this one.
                else if (letter == '[' && !isFirst && pattern[at - 2] == '-')
                    _ = Class();
            }

            return new Part(1);
        }

        private Part Escape()
        {
            var letter = at < pattern.Length ? pattern[at++] : '\\';
            switch (letter)
            {
                case 'b' or 'B' or 'A' or 'Z' or 'z' or 'G':
                    return new Part(1, IsAnchor: true);
                case 'p' or 'P':
                    return SkipTo('}', new Part(1));
                case 'x':
                    return Skip(2);
                case 'u':
                    return Skip(4);
                case 'c':
                    return Skip(1);
                default:
                    return char.IsAsciiLetterOrDigit(letter) || !char.IsAscii(letter) ? Digits() : Literal(letter);
            }
        }

        private Part Digits()
        {
            while (char.IsAsciiDigit(pattern[at - 1]) && at < pattern.Length && char.IsAsciiDigit(pattern[at]))
                at++;
            return new Part(1);
        }

        private Part Skip(int letters)
        {
            at = Math.Min(at + letters, pattern.Length);
            return new Part(1);
        }

        private Part SkipTo(char end, Part part)
        {
            var found = pattern.IndexOf(end, at);
            at = found < 0 ? pattern.Length : found + 1;
            return part;
        }

        // How often the element before must occur, and how many copies the automaton has.
        private (long Least, long Times) Repetition()
        {
            var (least, times) = (1L, 1L);
            if (Take('*') || Take('?'))
                (least, times) = (0, 1);
            else if (Take('+'))
                (least, times) = (1, 2);
            else if (Counted() is { } counted)
                (least, times) = counted;
            else
                return (1, 1);
            _ = Take('?');
            return (least, times);
        }

        private (long Least, long Times)? Counted()
        {
            var end = at < pattern.Length && pattern[at] == '{' ? pattern.IndexOf('}', at) : -1;
            if (end < 0)
                return null;
            var bounds = pattern[(at + 1)..end].Split(',');
            if (bounds.Length > 2 || !int.TryParse(bounds[0], System.Globalization.NumberStyles.None, null, out var least))
                return null;
            var most = least;
            if (
                bounds.Length == 2
                && bounds[1].Length > 0
                && !int.TryParse(bounds[1], System.Globalization.NumberStyles.None, null, out most)
            )
                return null;
            at = end + 1;
            return (least, bounds is [_, ""] ? least + 1L : Math.Max(most, 1));
        }

        private bool Take(char letter)
        {
            if (at >= pattern.Length || pattern[at] != letter)
                return false;
            at++;
            return true;
        }
    }
}

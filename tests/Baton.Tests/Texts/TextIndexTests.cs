using System.Text.RegularExpressions;
using Baton.Texts.Expressions;
using Baton.Texts.Searches;
using CsCheck;

namespace Baton.Tests.Texts;

/// <summary>Many phrases and patterns looked for at once are found where each alone is, and nowhere else.</summary>
public sealed class TextIndexTests
{
    private static readonly string[] Patterns =
    [
        "lawyer",
        "(?i)lawyers?",
        @"\bsue\b",
        "(?i)(sue|court).{0,8}you",
        "[ls]aw(yer|suit)s?",
        "cour(t|se)+",
        "(law)?yer",
        @"(?:co|sue)\W+you",
        "a{2,3}b",
        "see you|in court",
        "(?i:SUE)",
        @"\u0073ue",
        @"l\x61w",
        "[^a-z-[aeiou]]aw",
        @"co\.urt",
        "^sue",
        "you$",
        @"(?<name>court)\s*!",
        "(?i)kick",
        "is",
        "(a|aa)+b",
        "(?#a comment)court",
        "yer{1,2}s{0}",
        "law*yer",
        "law+yer",
        @"\p{L}aw",
        @"s\W?u\W?e",
    ];

    private static readonly string[] Phrases = ["sue", "see you", "in court", "law", "you!", "- law", "kick it", "a", "co.urt", "yer's"];

    private static readonly string[] Pieces =
    [
        "lawyer",
        "LAWYERS",
        "sue",
        "Sue",
        "court",
        "courtse",
        "you",
        "see",
        "law",
        "yer",
        "suit",
        "in",
        " ",
        " ",
        " ",
        ".",
        "!",
        "-",
        "aab",
        "ab",
        "kick",
        "\u212Aick",
        "l\u0131aw",
        "is",
        "\u0130s",
        "co.urt",
        "it",
        "'s",
        "é",
        "\u200B",
        "ｓｕｅ",
        "\n",
        "\t",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1]
        .Array[0, 12]
        .Select(places => string.Concat(places.Select(place => Pieces[place])));

    [Fact]
    public void Phrases_and_patterns_are_found_together_as_they_are_alone()
    {
        var index = new TextIndex([
            .. Patterns.Select(pattern => new TextSearch([], pattern)),
            .. Phrases.Select(phrase => new TextSearch([phrase], null)),
        ]);
        var alone = Patterns.Select(LinearPattern.Compile).ToList();

        Texts.Sample(
            text =>
            {
                var folded = PlainText.Fold(text).ToString();
                var finding = index.Read(text);
                for (var number = 0; number < Patterns.Length; number++)
                    Assert.True(alone[number].IsMatch(folded) == finding.Holds(number), $"'{Patterns[number]}' in '{text}'");
                for (var number = 0; number < Phrases.Length; number++)
                    Assert.True(
                        Holds(PlainText.Of(text), PlainText.Of(Phrases[number])) == finding.Holds(Patterns.Length + number),
                        $"'{Phrases[number]}' in '{text}'"
                    );
            },
            iter: Cases.Of(4000)
        );
    }

    [Fact]
    public void Beside_its_two_cases_an_expression_takes_few_other_letters_for_one_of_ascii()
    {
        var others = new SortedSet<char>();
        foreach (var letter in Enumerable.Range('a', 26).Select(code => (char)code))
        {
            var expression = LinearPattern.Compile($"(?i){letter}");
            for (var code = 0; code <= char.MaxValue; code++)
            {
                var other = (char)code;
                if (char.ToLowerInvariant(other) != letter && expression.IsMatch([other]))
                    others.Add(other);
            }
        }

        Assert.Subset(new HashSet<char> { '\u0130', '\u0131', '\u017F', '\u212A' }, others.ToHashSet());
    }

    [Theory]
    [InlineData("lawyer", 6, "lawyer")]
    [InlineData("(?i)\\bLawyers?\\b", 9, "lawyer")]
    [InlineData("(lawyer|solicitor)s?", 16, "lawyer|solicitor")]
    [InlineData("a.{0,40}court", 46, "court")]
    [InlineData("(sue|cancel\\w*).{0,9}my (refund)+", 34, "sue|cancel & my  & refund")]
    [InlineData("(ab){3}c", 7, null)]
    [InlineData("(court|[a-z]+)", 7, null)]
    [InlineData("\\d{4,8}", 8, null)]
    [InlineData("x{1000}", 1000, null)]
    [InlineData("(x{90}y){90}", 8190, null)]
    [InlineData("[^]a{99}]", 1, null)]
    [InlineData("[a-z-[aeiou]]{2}", 2, null)]
    [InlineData("\\x61\\u0062\\cA", 3, null)]
    [InlineData("\\{99}abc", 7, "{99}abc")]
    [InlineData("abc{,3}", 7, "abc{,3}")]
    public void The_shape_of_an_expression_is_its_positions_and_the_words_that_each_match_holds(
        string pattern,
        long positions,
        string? words
    )
    {
        _ = LinearPattern.Compile(pattern);
        var shape = PatternShape.Of(pattern);

        Assert.Equal(
            (positions, words),
            (shape.Positions, shape.Words.Count == 0 ? null : string.Join(" & ", shape.Words.Select(set => string.Join('|', set))))
        );
    }

    [Theory]
    [InlineData("(?x) a b", true)]
    [InlineData("(?i-x)ab", false)]
    [InlineData("a(?ix:b c)", true)]
    public void Free_spacing_is_seen(string pattern, bool isSpaced) => Assert.Equal(isSpaced, PatternShape.Of(pattern).IsSpaced);

    [Fact]
    public void A_shape_is_read_of_any_expression_without_an_end_or_an_error() =>
        Gen.String[Gen.Char["ab(|)[]{}?*+\\^$.,0123<>:#=!ipx-'"], 0, 14]
            .Sample(
                pattern =>
                {
                    try
                    {
                        _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
                    }
                    catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
                    {
                        return;
                    }

                    Assert.True(PatternShape.Of(pattern).Positions >= 0);
                },
                iter: Cases.Of(4000)
            );

    [Theory]
    [InlineData("(?i)\\bcase[- ]no\\.? ?7-\\d{4,8}\\b", true)]
    [InlineData("\\b(?:INV|ORD)-7\\d{2}\\b", true)]
    [InlineData("(?i-s:lawyer).{0,40}refund", true)]
    [InlineData("a*", false)]
    [InlineData("lawyer(?=s)", false)]
    [InlineData("(?<!my )lawyer", false)]
    [InlineData("(?>lawyer)", false)]
    [InlineData("(?(a)lawyer|refund)", false)]
    [InlineData("(lawyer)\\1", false)]
    [InlineData("(?<one>lawyer)\\k<one>", false)]
    [InlineData("(?<one>lawyer)\\<one>", false)]
    [InlineData("(?<one>lawyer)\\'one'", false)]
    [InlineData("lawyer\\<0>", false)]
    [InlineData("\\Glawyer", false)]
    [InlineData("lawyer\\", false)]
    [InlineData("(lawyer){99}", false)]
    public void What_needs_its_automaton_to_be_known_is_built_when_it_is_checked(string pattern, bool isPlain) =>
        Assert.Equal(isPlain, LinearPattern.IsPlain(pattern));

    [Fact]
    public void What_is_not_built_when_it_is_checked_is_what_the_engine_takes() =>
        Gen.Char["ab(|)[]{}?*+\\^$.,013<>:#=!ikGbWpx-'"]
            .Array[0, 10]
            .Select(letters => new string(letters))
            .Sample(
                middle =>
                {
                    // A word in it makes it one that might not be built.
                    var pattern = $"law{middle}yer";
                    if (!LinearPattern.IsPlain(pattern))
                        return;
                    try
                    {
                        _ = new Regex(pattern, RegexOptions.CultureInvariant);
                    }
                    catch (ArgumentException)
                    {
                        return;
                    }

                    Assert.DoesNotMatch(LinearPattern.Compile(pattern), "");
                },
                iter: Cases.Of(4000)
            );

    private static bool Holds(string text, string phrase)
    {
        for (
            var at = text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(phrase, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            if (IsEdge(text, at) && IsEdge(text, at + phrase.Length))
                return true;
        }

        return false;
    }

    private static bool IsEdge(string text, int at) =>
        at == 0 || at == text.Length || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at]);
}

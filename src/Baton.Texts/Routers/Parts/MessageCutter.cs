using System.Buffers;
using System.Collections.Frozen;
using Baton.Texts.Routers.Features;

namespace Baton.Texts.Routers.Parts;

/// <summary>A clause of a message, which may be a part of its own, without the words and marks that join it to others.</summary>
/// <param name="Start">Where its first word begins.</param>
/// <param name="End">Where its last word ends.</param>
/// <param name="Words">How many words it has.</param>
/// <param name="Marked">Whether the customer marks a new request: a new sentence, or a word such as "also".</param>
internal readonly record struct Clause(int Start, int End, int Words, bool Marked);

/// <summary>
/// Cuts a message wherever another issue may begin: at the end of a sentence, a comma, a line, and at words such as "and" and "also". It
/// cuts too often: clauses about the same thing are joined again.
/// </summary>
internal static class MessageCutter
{
    /// <summary>The most clauses; the rest of a message belongs to the last one.</summary>
    public const int MostClauses = 8;

    // Words that join two clauses, alone or in a row: "and then also".
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Joints = FrozenSet
        .ToFrozenSet(
            [
                "and",
                "also",
                "then",
                "but",
                "plus",
                "or",
                "additionally",
                "besides",
                "moreover",
                "furthermore",
                "secondly",
                "thirdly",
                "lastly",
                "finally",
                "afterwards",
                "und",
                "auch",
                "et",
                "y",
                "e",
                "ed",
                "en",
            ],
            StringComparer.Ordinal
        )
        .GetAlternateLookup<ReadOnlySpan<char>>();

    // Joining words that occur within one request as often as between two.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Weak = FrozenSet
        .ToFrozenSet(["and", "or", "but", "then", "und", "et", "y", "e", "ed", "en"], StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    // "3.5" and "it's" are words of their own, so every mark between words counts.
    private static readonly SearchValues<char> Marks = SearchValues.Create(".!?;,:\n\r…–—。！？、，；");
    private static readonly SearchValues<char> SentenceMarks = SearchValues.Create(".!?;\n\r…。！？；");

    /// <summary>Cuts a message; one without words has no clauses.</summary>
    public static List<Clause> Cut(ReadOnlySpan<char> message, WordReader reader)
    {
        reader.Read(message);
        var clauses = new List<Clause>();
        var (start, end, words, marked) = (-1, -1, 0, false);
        for (var word = 0; word < reader.Count; word++)
        {
            var (from, to) = reader.Place(word);
            var joins = Joints.Contains(reader[word]) && word + 1 < reader.Count;
            var between = words > 0 ? message[end..from] : [];
            if (words > 0 && clauses.Count < MostClauses - 1 && (joins || between.ContainsAny(Marks)))
            {
                clauses.Add(new(start, end, words, marked));
                words = 0;
                marked = between.ContainsAny(SentenceMarks);
            }

            // A joining word at the beginning of a clause does not belong to it.
            if (words == 0 && joins && clauses.Count < MostClauses - 1)
            {
                marked |= !Weak.Contains(reader[word]);
                continue;
            }

            if (words == 0)
                start = from;
            end = to;
            words++;
        }

        if (words > 0)
            clauses.Add(new(start, end, words, marked));
        return clauses;
    }
}

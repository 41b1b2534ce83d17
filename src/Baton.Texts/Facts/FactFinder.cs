using System.Runtime.CompilerServices;

namespace Baton.Texts.Facts;

/// <summary>
/// Finds facts in what was said, without a model: amounts, dates, times, numbers, codes, addresses and quotes by their form, then names in
/// the gaps between them, short answers, and words outside general English. The wording that it knows is English. Its time is linear in the
/// length of the text, whatever the text.
/// </summary>
public static class FactFinder
{
    // A longer text identifies nothing that a person could have meant, and would fill every briefing.
    private const int LongestFact = 500;

    private static readonly Func<Passage, int, Find?>[] Recognisers = [Contacts.At, Amounts.At, Dates.At, Times.At, Codes.At, Names.At];

    /// <summary>Finds the facts of a stretch of a conversation, in the order in which they were said.</summary>
    public static IReadOnlyList<Fact> Find(IReadOnlyList<Utterance> utterances)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        var found = new List<Fact>();
        for (var index = 0; index < utterances.Count; index++)
            found.AddRange(FindIn(utterances[index], index > 0 ? utterances[index - 1] : null));
        return Supersede(found);
    }

    /// <summary>
    /// Finds the facts of one utterance, so that a caller can keep them and need not read it again. None is marked as superseded yet,
    /// because that depends on the others.
    /// </summary>
    /// <param name="utterance">The utterance.</param>
    /// <param name="previous">The utterance right before it, which may contain the question; null at the beginning.</param>
    public static IReadOnlyList<Fact> FindIn(Utterance utterance, Utterance? previous)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        var passage = new Passage(utterance.Text);
        var question =
            previous is not null && previous.Speaker != utterance.Speaker && Questions.In(previous.Text) is { } asked
                ? OnOneLine(asked)
                : null;
        var facts = new List<Fact>();
        var isCorrection = utterance.IsCustomer && Corrections.IsIn(passage);
        var answers = question is not null;
        for (var at = 0; at < passage.Count; )
        {
            // Sentences after the first fact are no longer part of the answer.
            answers &= facts.Count == 0 || !passage.Has(at, Shape.First);
            if (Quotes.At(passage, at) is { } quote && passage[quote.To - 1].End - passage[quote.From].Start <= LongestFact)
                facts.Add(FactOf(quote));
            if (First(passage, at) is { } find)
            {
                if (passage[find.To - 1].End - passage[find.From].Start <= LongestFact)
                    facts.Add(FactOf(find));
                at = find.To;
            }
            else
            {
                at++;
            }
        }

        // A short answer counts alone if nothing in it was recognised; a yes or no counts beside what was.
        if (question is not null && Questions.Answer(passage) is { } answer && (facts.Count == 0 || Questions.IsYesOrNo(passage)))
        {
            answers = true;
            facts.Insert(0, FactOf(answer));
        }

        return facts;

        Fact FactOf(Find find)
        {
            var text = OnOneLine(passage.Words(find.From, find.To));
            return new Fact
            {
                Kind = find.Kind,
                Text = text,
                Value = find.Value ?? Passage.Plain(text),
                Speaker = utterance.Speaker,
                IsCustomer = utterance.IsCustomer,
                Seq = utterance.Seq,
                Question = answers ? question : null,
                IsCorrection = isCorrection,
                IsWholeAnswer = answers && passage.Count <= Questions.ShortAnswer + find.To - find.From,
            };
        }
    }

    /// <summary>Marks the facts that a later one replaced. Pass all facts of the stretch, in the order in which they were said.</summary>
    public static IReadOnlyList<Fact> Supersede(IReadOnlyList<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Corrections.Mark(facts);
    }

    // A line break inside a fact is not part of it, and could look like the end of the fact in a list.
    private static string OnOneLine(string text) =>
        text.AsSpan().ContainsAny('\n', '\r') ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : text;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Find? First(Passage passage, int at)
    {
        if (IsPlain(passage, at))
            return passage.IsWord(at) && !passage.Has(at, WordClass.Starter) || passage.Has(at, Shape.Capital)
                ? Names.At(passage, at)
                : null;
        foreach (var recogniser in Recognisers)
        {
            if (recogniser(passage, at) is { } find)
                return find;
        }

        return null;
    }

    // Most words are plain and begin no form: there only names and runs of words are looked for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsPlain(Passage passage, int at)
    {
        const WordClass plain = WordClass.Common | WordClass.Starter | WordClass.Yes | WordClass.No | WordClass.Correction;
        var lexeme = passage[at];
        if ((lexeme.Shape & Shape.Word) == 0)
            return !Amounts.MayBegin(passage.Mark(at))
                && passage.Mark(at) is not ('+' or '#')
                && !(passage.Mark(at) == '(' && passage.Has(at + 1, Shape.Digits));
        return (lexeme.Shape & Shape.HasDigit) == 0
            && (lexeme.Class & ~plain) == 0
            && (passage.IsWord(at + 1) || !passage.IsGlued(at + 1) || !passage.IsGlued(at + 2))
            && (lexeme.Class != WordClass.None || !Codes.MayBeNamed(passage, at));
    }
}

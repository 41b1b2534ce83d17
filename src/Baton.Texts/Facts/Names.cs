using System.Runtime.CompilerServices;

namespace Baton.Texts.Facts;

/// <summary>
/// Recognises names by their capitals, in the gaps that the clearer kinds leave, and runs of words outside general English. A capital at
/// the beginning of a sentence alone proves nothing.
/// </summary>
internal static class Names
{
    private const int Longest = 12;

    public static Find? At(Passage passage, int at) => Name(passage, at) ?? Uncommon(passage, at) ?? Count(passage, at);

    // 2 tickets, 4.4, two; and with a capital or an uncommon word behind it a name, "28 Oak House".
    private static Find? Count(Passage passage, int at)
    {
        var end = Amounts.NumberEnd(passage, at);
        if (end == at && passage.Has(at, WordClass.Number) && !passage.Is(at, "one", "zero"))
            end = at + 1;
        if (end == at)
            return null;
        if (
            !passage.IsShouted
            && IsCapital(passage, end)
            && !passage.Has(end, Shape.First)
            && passage.Has(at, Shape.Digits)
            && !passage.Has(end, WordClass.Month | WordClass.Weekday)
        )
            return new(FactKind.Name, at, Run(passage, end, end + Longest));
        if (Uncommon(passage, end) is { } named)
            return named with { From = at };
        var noun = passage.IsJoint(end, '-') ? end + 1 : end;
        var counted =
            passage.Has(noun, Shape.HasLetter)
            && !passage.Has(noun, WordClass.Starter | WordClass.DayPart)
            && !passage.Has(noun, Shape.HasDigit);
        return new(FactKind.Other, at, counted ? noun + 1 : end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Find? Name(Passage passage, int at)
    {
        if (passage.IsShouted || !IsCapital(passage, at) || !MayBegin(passage, at))
            return null;
        var end = Run(passage, at, at + Longest);
        // "Long Beach, CA" and "Paris, France" are one name; "Paris, Rome, Athens" are three.
        if (passage.Mark(end) == ',' && !passage.Has(end + 1, Shape.First) && IsName(passage, end + 1) && !IsExplained(passage, end + 1))
        {
            var second = Run(passage, end + 1, end + 4);
            if (IsRegion(passage, end + 1) || !IsList(passage, at, second))
                end = second;
        }

        return new(FactKind.Name, at, end);
    }

    // Another name after the second one, or before the first, means that it is a list.
    private static bool IsList(Passage passage, int first, int second) =>
        passage.Mark(first - 1) == ','
        || (passage.Mark(second) == ',' || passage.Is(second, "and", "or"))
            && (IsName(passage, second + 1) || passage.Is(second + 1, "and", "or") && IsName(passage, second + 2));

    private static bool IsName(Passage passage, int at) => IsCapital(passage, at) || IsUncommon(passage, at);

    // "CA", "WA".
    private static bool IsRegion(Passage passage, int at) =>
        passage.Span(at).Length == 2 && (passage.Has(at, Shape.Upper) || IsUncommonWord(passage, at));

    // A run of adjacent content words with at least one uncommon word: "rose inn seattle", "phoenix, az".
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Find? Uncommon(Passage passage, int at)
    {
        int end = at,
            uncommon = 0;
        while (end < at + Longest && !(end > at && IsEnd(passage, end)))
        {
            var comma =
                end > at
                && passage.Mark(end) == ','
                && IsUncommonWord(passage, end - 1)
                && IsUncommonWord(passage, end + 1)
                && (IsRegion(passage, end + 1) || !IsList(passage, at, end + 2));
            var next =
                comma || end > at && (IsHyphen(passage, end) || passage.Is(end, "by") && IsUncommon(passage, end + 1)) ? end + 1 : end;
            if (!IsContent(passage, next) && !comma)
                break;
            uncommon += IsUncommon(passage, next) ? 1 : 0;
            end = next + 1;
        }

        return uncommon > 0 ? new(FactKind.Other, at, end) : null;
    }

    private static int Run(Passage passage, int at, int bound)
    {
        var end = passage.IsJoint(at + 1, '-') && passage.Has(at + 2, Shape.HasLetter) ? at + 3 : at + 1;
        var isTitle = IsPlain(passage, at);
        while (end < bound)
        {
            var next = end + Joins(passage, end, isTitle);
            if (
                !IsCapital(passage, next) && !(next == end && IsUncommon(passage, next))
                || passage.Has(next, Shape.NewLine)
                || passage.Has(next, WordClass.Month | WordClass.Weekday) && Dates.At(passage, next) is not null
                || passage.Mark(next - 1) is '.' && IsExplained(passage, next)
            )
                break;
            end = next + 1;
            isTitle &= IsPlain(passage, next);
            if (passage.IsJoint(end, '-') && passage.Has(end + 1, Shape.HasLetter))
                end += 2;
        }

        // An initial keeps its point: "Doe Jane Q."
        return
            passage.Mark(end) == '.'
            && passage.IsGlued(end)
            && passage.Span(end - 1).Length == 1
            && end > at + 1
            && passage[end].End < passage.Text.Length
            ? end + 1
            : end;
    }

    // The number of lexemes that join one part of a name to the next.
    private static int Joins(Passage passage, int at, bool isTitle)
    {
        // Plain words with capitals are a title, and its small words belong to it: "How to Mend a Broken Chair".
        if (
            isTitle
            && JoinsTitle(passage, at) is var small and > 0
            && IsCapital(passage, at + small)
            && !passage.Has(at + small, Shape.First)
        )
            return small;
        if (
            passage.Mark(at) is '&' or '\'' or '’'
            || IsHyphen(passage, at)
            || passage.Mark(at) == '.' && IsInitial(passage, at)
            || IsPossessive(passage, at)
        )
            return 1;
        if (passage.Is(at, "of", "de") && passage.Is(at + 1, "the", "la") || passage.Is(at, "vs") && passage.Mark(at + 1) == '.')
            return 2;
        return
            passage.Is(at, "of", "the", "by", "at", "de", "la", "del", "van", "von", "vs")
            || passage.Is(at, "and") && passage.Has(at + 1, WordClass.Common) && !IsCapital(passage, at + 2)
            ? 1
            : 0;
    }

    private static bool IsPlain(Passage passage, int at) => passage.Has(at, WordClass.Common | WordClass.Starter);

    private static int JoinsTitle(Passage passage, int at) =>
        !IsSmall(passage, at) ? 0
        : IsSmall(passage, at + 1) ? 2
        : 1;

    private static bool IsSmall(Passage passage, int at) =>
        passage.Is(at, "a", "an", "the", "of", "to", "in", "on", "for", "with", "from", "and", "your", "my", "at", "by", "is", "than")
        && !passage.Has(at, Shape.Capital);

    private static bool IsCapital(Passage passage, int at) =>
        passage.Has(at, Shape.Capital | Shape.HasLetter)
        && !passage.Is(at, "i")
        && !passage.Is(at, "i'm", "i'd", "i'll", "i've")
        && !passage.Is(at, "ok", "am", "pm");

    // A capital that is explained by the start of a sentence, a greeting or a word of a title.
    private static bool MayBegin(Passage passage, int at)
    {
        if (!passage.Has(at, Shape.First))
            return !passage.Has(at, WordClass.Starter)
                || passage.Has(at, Shape.Upper)
                || IsCapital(passage, at + 1)
                || JoinsTitle(passage, at + 1) is var joined and > 0
                    && IsCapital(passage, at + 1 + joined)
                    && passage.Has(at + 1 + joined, WordClass.Common);
        if (passage.Has(at, Shape.Upper) && passage.Span(at).Length > 1 && !passage.Has(at, WordClass.Starter))
            return true;
        if (passage.Has(at, WordClass.Starter | WordClass.Yes | WordClass.No))
            return passage.Is(at, "the") && IsCapital(passage, at + 1);
        return passage[at].Class == WordClass.None || IsCapital(passage, at + 1);
    }

    private static bool IsExplained(Passage passage, int at) =>
        passage.Has(at, Shape.First) && passage.Has(at, WordClass.Starter | WordClass.Common);

    private static bool IsContent(Passage passage, int at) =>
        IsUncommon(passage, at)
        || passage.Has(at, Shape.HasLetter)
            && (passage[at].Class & ~WordClass.Common) == 0
            && passage.Span(at).Length > 1
            && !passage.Has(at, Shape.HasDigit)
            && !passage.Has(at, Shape.Capital);

    private static bool IsUncommon(Passage passage, int at) =>
        IsUncommonWord(passage, at) && passage.Span(at).Length > 2 && (passage.IsShouted || !passage.Has(at, Shape.Capital));

    private static bool IsUncommonWord(Passage passage, int at) =>
        passage.Has(at, Shape.HasLetter)
        && passage[at].Class == WordClass.None
        && passage.Span(at).Length > 1
        && !passage.Has(at, Shape.HasDigit);

    private static bool IsEnd(Passage passage, int at) => passage.Has(at, Shape.First) || passage.Has(at, Shape.NewLine);

    private static bool IsHyphen(Passage passage, int at) => passage.IsJoint(at, '-') || passage.IsJoint(at, '/');

    private static bool IsInitial(Passage passage, int at) =>
        passage.IsGlued(at) && (passage.Span(at - 1).Length == 1 || passage.Is(at - 1, "mr", "mrs", "dr", "st", "ms"));

    private static bool IsPossessive(Passage passage, int at) => passage.Span(at) is ['\'' or '’', 's' or 'S'];
}

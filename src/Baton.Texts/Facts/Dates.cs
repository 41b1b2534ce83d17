using System.Globalization;

namespace Baton.Texts.Facts;

/// <summary>
/// Recognises days: "8th of March", "March 8th, 2026", "2026-11-03", "the 14th of this month", "Friday next week", "in 3 days".
/// </summary>
internal static class Dates
{
    public static Find? At(Passage passage, int at) =>
        Numeric(passage, at)
        ?? DayOfMonth(passage, at)
        ?? MonthDay(passage, at)
        ?? Weekday(passage, at)
        ?? BareDay(passage, at)
        ?? Relative(passage, at);

    // 2026-11-03, 3/14/2026, 14.3.2026, and 3/14 after a word that announces a day.
    private static Find? Numeric(Passage passage, int at)
    {
        if (
            !passage.TryNumber(at, out var first)
            || passage.Mark(at + 1) is not ('-' or '/' or '.' or '–')
            || !passage.IsJoint(at + 1, passage.Mark(at + 1))
            || !passage.TryNumber(at + 2, out var second)
        )
            return null;
        var mark = passage.Mark(at + 1);
        if (
            passage.IsJoint(at + 3, mark)
            && passage.TryNumber(at + 4, out var third)
            && !(passage.Mark(at + 5) == mark && passage.IsJoint(at + 5, mark))
        )
        {
            if (first is > 1000 and < 3000 && second is > 0 and < 13 && third is > 0 and < 32)
                return Found(passage, at, at + 5, Value(first, second, third));
            return
                first is > 0 and < 32
                && second is > 0 and < 32
                && (third is > 1000 and < 3000 || mark is not '-' && passage.Span(at + 4).Length == 2)
                ? Found(passage, at, at + 5)
                : null;
        }

        return mark is '/' && first is > 0 and < 32 && second is > 0 and < 32 && ExpectsDay(passage, at - 1)
            ? Found(passage, at, at + 3)
            : null;
    }

    // 8th of March, 8 March 2026, the first of March.
    private static Find? DayOfMonth(Passage passage, int at)
    {
        if (!TryDay(passage, at, out var day, out var next))
            return null;
        next += passage.Is(next, "of") ? 1 : 0;
        return
            TryMonth(passage, next, out var month)
            && (passage[next].Class & (WordClass.Common | WordClass.Starter)) == 0 | passage.Has(next, Shape.Capital)
            ? WithYear(passage, at, next + 1, month, day)
            : null;
    }

    // March 8th, March 8, 2026, March 2026; a bare month only after "in", "of", "this" and the like.
    private static Find? MonthDay(Passage passage, int at)
    {
        if (!TryMonth(passage, at, out var month))
            return null;
        var next = at + 1;
        if (passage.Mark(next) == '.' && passage.IsGlued(next) && passage.Span(at).Length <= 4)
            next++;
        if (TryDay(passage, passage.Is(next, "the") ? next + 1 : next, out var day, out var end) && !passage.IsJoint(end, ':'))
            return WithYear(passage, at, end, month, day);
        if (IsYear(passage, next))
            return Found(passage, at, next + 1);
        var unsaid = passage.Is(at, "may", "march") || passage.Span(at).Length == 3;
        return passage.Has(at, Shape.Capital) && (ExpectsDay(passage, at - 1) || !unsaid) ? Found(passage, at, at + 1) : null;
    }

    // Friday, next Friday, Friday next week, Friday, March 8th.
    private static Find? Weekday(Passage passage, int at)
    {
        var day = at + (passage.Is(at, "this", "next", "last", "coming", "following") ? 1 : 0);
        if (!passage.Has(day, WordClass.Weekday) || passage.Span(day).Length < 5 && !passage.Has(day, Shape.Capital))
            return null;
        var next = day + 1;
        if (passage.Is(next, "this", "next", "last", "coming") && passage.Is(next + 1, "week"))
            return Found(passage, at, next + 2);
        var comma = passage.Mark(next) == ',' ? next + 1 : next;
        comma += passage.Is(comma, "the") ? 1 : 0;
        if ((DayOfMonth(passage, comma) ?? MonthDay(passage, comma)) is { } rest)
            return rest with { From = at };
        return Found(passage, at, passage.Has(next, WordClass.DayPart) ? next + 1 : next);
    }

    // The 14th, the 14th of this month: only with the ordinal ending, and not before something that it may count ("the 3rd floor").
    private static Find? BareDay(Passage passage, int at)
    {
        var day = at + (passage.Is(at, "the") ? 1 : 0);
        if (
            !passage.Has(day, Shape.Ordinal)
            || !TryDay(passage, day, out var number, out var next)
            || TryMonth(passage, passage.Is(next, "of") ? next + 1 : next, out _)
        )
            return null;
        if (passage.Is(next, "of") && passage.Is(next + 1, "this", "next", "the", "last", "every", "each") && passage.Is(next + 2, "month"))
            return Found(passage, at, next + 3, passage.Is(next + 1, "this", "the") ? DayValue(number) : null);
        if (passage.Is(next, "this", "next", "last") && passage.Is(next + 1, "month"))
            return Found(passage, at, next + 2);
        var counts = passage.Has(next, Shape.HasLetter) && !passage.Has(next, WordClass.Starter) || passage.Mark(next) == '-';
        return day == at && !ExpectsDay(passage, at - 1) || counts ? null : Found(passage, at, next, DayValue(number));
    }

    // Tomorrow, tomorrow morning, the day after tomorrow, next week, in 3 days, 2 weeks ago.
    private static Find? Relative(Passage passage, int at)
    {
        if (passage.Has(at, WordClass.RelativeDay))
        {
            var from = passage.Is(at - 1, "after", "before") && passage.Is(at - 2, "day") ? at - 2 : at;
            return Found(passage, from, passage.Has(at + 1, WordClass.DayPart) ? at + 2 : at + 1);
        }

        if (
            passage.Is(at, "this", "next", "last", "coming")
            && (passage.Has(at + 1, WordClass.DayPart) || passage.Is(at + 1, "week", "weekend", "month", "year", "quarter"))
        )
            return Found(passage, at, at + 2);
        var number = at + (passage.Is(at, "in", "within", "after") ? 1 : 0);
        if (!passage.Has(number, Shape.Digits) && !passage.Has(number, WordClass.Number) && !passage.Is(number, "a", "an", "few"))
            return null;
        if (!passage.Is(number + 1, "day", "days", "week", "weeks", "month", "months", "year", "years"))
            return null;
        if (passage.Is(number + 2, "ago", "later", "earlier"))
            return Found(passage, at, number + 3);
        if (passage.Is(number + 2, "from") && (passage.Is(number + 3, "now") || passage.Has(number + 3, WordClass.RelativeDay)))
            return Found(passage, at, number + 4);
        return passage.Is(at, "in", "within") ? Found(passage, at, number + 2) : null;
    }

    private static Find WithYear(Passage passage, int from, int to, int month, int day)
    {
        var year = passage.Mark(to) == ',' ? to + 1 : to;
        return IsYear(passage, year) && passage.TryNumber(year, out var number)
            ? Found(passage, from, year + 1, Value(number, month, day))
            : Found(passage, from, to, Value(0, month, day));
    }

    private static bool TryDay(Passage passage, int at, out int day, out int next)
    {
        next = at + 1;
        if (passage.Has(at, Shape.Ordinal))
            day = int.Parse(passage.Span(at)[..^2], CultureInfo.InvariantCulture);
        else if (!passage.TryNumber(at, out day) && NumberWords.TryOrdinal(passage, at, out day, out var length))
            next = at + length;
        return day is > 0 and < 32;
    }

    private static bool TryMonth(Passage passage, int at, out int month)
    {
        month = 0;
        if (!passage.Has(at, WordClass.Month))
            return false;
        Span<char> name = stackalloc char[3];
        passage.Span(at)[..3].ToLowerInvariant(name);
        month = ("janfebmaraprmayjunjulaugsepoctnovdec".AsSpan().IndexOf(name) / 3) + 1;
        return true;
    }

    private static bool IsYear(Passage passage, int at) =>
        passage.TryNumber(at, out var year) && year is > 1000 and < 3000 && !passage.IsJoint(at + 1, ':');

    private static bool ExpectsDay(Passage passage, int at) =>
        passage.Is(
            at,
            "on",
            "by",
            "from",
            "until",
            "till",
            "to",
            "since",
            "before",
            "after",
            "dated",
            "of",
            "in",
            "this",
            "next",
            "last",
            "for",
            "through",
            "is"
        );

    private static string DayValue(int day) => day.ToString("'--'00", CultureInfo.InvariantCulture);

    private static string Value(int year, int month, int day) =>
        string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}");

    private static Find Found(Passage passage, int from, int to, string? value = null) =>
        new(FactKind.Date, from, Math.Min(to, passage.Count), value);
}

using System.Globalization;

namespace Baton.Texts.Facts;

/// <summary>Recognises times of day and durations: "10:30 am", "half past six", "5 in the evening", "2 hours".</summary>
internal static class Times
{
    private enum Half
    {
        Unsaid,
        Morning,
        Later,
    }

    public static Find? At(Passage passage, int at) =>
        AfterDayPart(passage, at) ?? Clock(passage, at) ?? Past(passage, at) ?? Hour(passage, at) ?? Length(passage, at);

    // Morning 8:30.
    private static Find? AfterDayPart(Passage passage, int at)
    {
        if (!passage.Has(at, WordClass.DayPart))
            return null;
        if (passage.Is(at, "noon", "midday"))
            return new(FactKind.Time, at, at + 1, "12:00");
        if (passage.Is(at, "midnight"))
            return new(FactKind.Time, at, at + 1, "00:00");
        if ((Clock(passage, at + 1) ?? Past(passage, at + 1)) is { } time)
            return time with { From = at, Value = null };
        return TryHour(passage, at + 1, out _) && !passage.Has(at + 2, WordClass.Unit) ? Found(at, at + 2) : null;
    }

    // 10:30, 10:30 am, 10:30:15, 10.30 pm, 10:30 in the morning.
    private static Find? Clock(Passage passage, int at)
    {
        if (
            !passage.TryNumber(at, out var hour)
            || hour > 24
            || passage.IsJoint(at - 1, ':')
            || !(passage.IsJoint(at + 1, ':') || passage.IsJoint(at + 1, '.'))
        )
            return null;
        var minutes = passage.Span(at + 2);
        if (minutes.Length < 2 || !char.IsAsciiDigit(minutes[0]) || !char.IsAsciiDigit(minutes[1]))
            return null;
        var minute = int.Parse(minutes[..2], CultureInfo.InvariantCulture);
        var (half, next) = HalfOfDay(passage, at + 3);
        if (minutes.Length == 4 && minutes[2..] is "am" or "AM" or "Am")
            (half, next) = (Half.Morning, at + 3);
        else if (minutes.Length == 4 && minutes[2..] is "pm" or "PM" or "Pm")
            (half, next) = (Half.Later, at + 3);
        else if (minutes.Length != 2)
            return null;
        if (minute > 59 || passage.Mark(at + 1) == '.' && half == Half.Unsaid)
            return null;
        if (half == Half.Unsaid && passage.IsJoint(at + 3, ':') && passage.Has(at + 4, Shape.Digits))
            return Found(at, at + 5);
        return Found(at, next, Value(hour, minute, half));
    }

    // Half past six, quarter to 5, ten past 4 in the afternoon.
    private static Find? Past(Passage passage, int at)
    {
        var word = at + (passage.Is(at, "a") && passage.Is(at + 1, "quarter") ? 1 : 0);
        var minute =
            passage.Is(word, "half") ? 30
            : passage.Is(word, "quarter") ? 15
            : NumberWords.TryCardinal(passage, word, out var number) ? number
            : 0;
        var middle = word + (passage.Is(word + 1, "minutes") ? 2 : 1);
        var to = passage.Is(middle, "to");
        if (minute is <= 0 or > 30 || !to && !passage.Is(middle, "past", "after") || !TryHour(passage, middle + 1, out var hour))
            return null;
        var plain = minute is not (15 or 30) || passage.Has(word, Shape.Digits);
        var (half, next) = HalfOfDay(passage, middle + 2);
        // "2 to 4" and "5 after 6" are times only together with a part of the day.
        if (plain && half == Half.Unsaid && (to || passage.Is(middle, "after")))
            return null;
        return to ? Found(at, next, Value(hour == 1 ? 12 : hour - 1, 60 - minute, half)) : Found(at, next, Value(hour, minute, half));
    }

    // 5 pm, 5pm, 6 o'clock, 5 in the evening, at 5.
    private static Find? Hour(Passage passage, int at)
    {
        var glued = passage.Span(at);
        if (
            passage.Has(at, Shape.HasDigit)
            && glued.Length is 3 or 4
            && char.IsAsciiDigit(glued[^3])
            && int.TryParse(glued[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            && whole <= 12
            && glued[^1] is 'm' or 'M'
        )
        {
            var half =
                glued[^2] is 'a' or 'A' ? Half.Morning
                : glued[^2] is 'p' or 'P' ? Half.Later
                : Half.Unsaid;
            if (half != Half.Unsaid)
                return Found(at, at + 1, Value(whole, 0, half));
        }

        if (!TryHour(passage, at, out var hour) || passage.IsJoint(at - 1, '.') || passage.IsJoint(at - 1, ':'))
            return null;
        var next = at + (passage.Is(at + 1, "o'clock", "oclock", "o’clock") ? 2 : 1);
        var (part, end) = HalfOfDay(passage, next);
        if (part != Half.Unsaid || next > at + 1)
            return Found(at, end, Value(hour, 0, part));
        var ends = !passage.IsWord(next) && !(passage.IsGlued(next) && passage.IsGlued(next + 1)) || passage.Has(next, WordClass.Starter);
        return ends && passage.Is(at - 1, "at", "around", "by", "until", "till") && !passage.Is(at - 2, "all", "look")
            ? Found(at - 1, at + 1, Value(hour, 0, Half.Unsaid))
            : null;
    }

    // 2 hours, 45 minutes, three days, an hour.
    private static Find? Length(Passage passage, int at)
    {
        var number = passage.Has(at, Shape.Digits) || passage.Has(at, WordClass.Number) || passage.Is(at, "couple");
        var unit = at + (passage.IsJoint(at + 1, '-') ? 2 : 1);
        return (number || passage.Is(at, "an") && passage.Is(unit, "hour")) && passage.Has(unit, WordClass.Unit)
            ? Found(at, unit + 1)
            : null;
    }

    private static (Half Half, int Next) HalfOfDay(Passage passage, int at)
    {
        var half =
            passage.Is(at, "am") ? Half.Morning
            : passage.Is(at, "pm") ? Half.Later
            : Half.Unsaid;
        if (half != Half.Unsaid)
            return (half, at + 1);
        half =
            passage.Is(at, "a") ? Half.Morning
            : passage.Is(at, "p") ? Half.Later
            : Half.Unsaid;
        if (half != Half.Unsaid && passage.IsJoint(at + 1, '.') && passage.Is(at + 2, "m"))
            return (half, passage.Mark(at + 3) == '.' ? at + 4 : at + 3);
        var part =
            at
            + (
                passage.Is(at, "in") && passage.Is(at + 1, "the") ? 2
                : passage.Is(at, "at") && passage.Is(at + 1, "night") ? 1
                : 0
            );
        if (!passage.Has(part, WordClass.DayPart) || part == at && passage.Is(at, "midnight", "noon"))
            return (Half.Unsaid, at);
        return (passage.Is(part, "morning") ? Half.Morning : Half.Later, part + 1);
    }

    private static bool TryHour(Passage passage, int at, out int hour) =>
        NumberWords.TryCardinal(passage, at, out hour) && hour is > 0 and <= 12 && !passage.IsJoint(at + 1, ':');

    private static string? Value(int hour, int minute, Half half) =>
        half == Half.Unsaid && hour <= 12
            ? string.Create(CultureInfo.InvariantCulture, $"{hour}:{minute:00}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(half == Half.Later && hour < 12 ? hour + 12 : half == Half.Morning && hour == 12 ? 0 : hour):00}:{minute:00}"
            );

    private static Find Found(int from, int to, string? value = null) => new(FactKind.Time, from, to, value);
}

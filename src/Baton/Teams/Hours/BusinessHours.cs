using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Baton.Journals;

namespace Baton.Teams.Hours;

/// <summary>
/// The opening hours of a desk: the same hours each week in a time zone, and days on which it stays closed. Zones follow the IANA database
/// that comes with NodaTime.
/// </summary>
public sealed partial class BusinessHours
{
    private const int LongestDays = 3650;
    private const int LastYear = 9980;
    private const int MinutesOfDay = 24 * 60;
    private const int MinutesOfWeek = 7 * MinutesOfDay;

    private readonly TimeZoneInfo zone;
    private readonly ILookup<DayOfWeek, (DayOfWeek Day, TimeOnly From, TimeOnly To)> byDay;
    private readonly HashSet<DateOnly> closed;

    /// <summary>Sets the hours.</summary>
    /// <param name="zone">The time zone by its IANA name, such as <c>Europe/Berlin</c>.</param>
    /// <param name="week">The opening times of every week: at least one, and none within another. A time to close that is not after the
    /// time to open is on the next day: 22:00 to 06:00 is a night and 00:00 to 00:00 a whole day.</param>
    /// <param name="closed">Days on which it does not open. A night that began the day before continues. Default: none.</param>
    /// <exception cref="ArgumentException">There is no such zone, or the opening times are invalid.</exception>
    public BusinessHours(string zone, IEnumerable<(DayOfWeek Day, TimeOnly From, TimeOnly To)> week, IEnumerable<DateOnly>? closed = null)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(week);
        this.zone =
            ZoneOf(zone)
            ?? throw new ArgumentException(
                $"This machine knows no time zone '{zone}': use an IANA name such as Europe/Berlin, and install the operating system's "
                    + "time zone data (tzdata) if it is missing.",
                nameof(zone)
            );
        Zone = zone;
        Week = [.. week.OrderBy(time => MinuteOf(time.Day, time.From))];
        Closed = [.. (closed ?? []).Distinct().Order()];
        if (CheckWeek(Week) is { } wrong)
            throw new ArgumentException(wrong, nameof(week));
        byDay = Week.ToLookup(time => time.Day);
        this.closed = [.. Closed];
    }

    /// <summary>The time zone's name.</summary>
    public string Zone { get; }

    /// <summary>The opening times, from Monday.</summary>
    public IReadOnlyList<(DayOfWeek Day, TimeOnly From, TimeOnly To)> Week { get; }

    /// <summary>The days on which it does not open, in order.</summary>
    public IReadOnlyList<DateOnly> Closed { get; }

    /// <summary>Whether it is open. The moment of opening counts, that of closing does not.</summary>
    public bool IsOpen(DateTimeOffset at) => NextOpening(at) == at;

    /// <summary>The next moment at which it is open: <paramref name="from"/> itself if it is open then.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset from) => After(from, TimeSpan.Zero);

    /// <summary>
    /// The moment at which it has been open for a given time since <paramref name="from"/>. Only open hours count, in elapsed time that
    /// ignores clock changes.
    /// </summary>
    /// <param name="from">The start.</param>
    /// <param name="open">The open time, up to ten years.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or longer.</exception>
    public DateTimeOffset After(DateTimeOffset from, TimeSpan open)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(open, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(open, TimeSpan.FromDays(LongestDays));
        // The calendar ends there, and only a broken clock comes near it.
        if (from.Year > LastYear)
            return from.Later(open);
        var left = open;
        foreach (var (opens, closes) in From(from))
        {
            var start = opens > from ? opens : from.ToUniversalTime();
            if (left < closes - start || (left == closes - start && left > TimeSpan.Zero))
                return start + left;
            left -= closes - start;
        }

        throw new UnreachableException();
    }

    /// <summary>A moment as people there write it: the day, the time and the zone.</summary>
    public string Words(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        return local.ToString("dddd, d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture) + $" ({Zone})";
    }

    /// <summary>
    /// Whether there is a time zone of that name: an IANA name such as <c>Europe/Berlin</c>, or a fixed offset such as <c>UTC+02</c>.
    /// </summary>
    public static bool HasZone(string zone) => ZoneOf(zone) is not null;

    /// <summary>What is wrong with the opening times of a week, or null.</summary>
    public static string? CheckWeek(IReadOnlyList<(DayOfWeek Day, TimeOnly From, TimeOnly To)> week)
    {
        if (week.Count == 0)
            return "A desk with hours needs at least one opening time in the week: leave the hours out if it is always open.";
        for (var index = 0; index < week.Count; index++)
        {
            var (one, next) = (week[index], week[(index + 1) % week.Count]);
            var room = MinuteOf(next.Day, next.From) - MinuteOf(one.Day, one.From);
            if (LengthOf(one) > (room > 0 || (room == 0 && week.Count > 1) ? room : room + MinutesOfWeek))
                return $"The opening time from {one.From:HH:mm} on {one.Day} overlaps with the one from {next.From:HH:mm} on "
                    + $"{next.Day}: merge them.";
        }

        return null;
    }

    private IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> From(DateTimeOffset begin)
    {
        // A night that began the day before may go on.
        for (var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(begin, zone).DateTime).AddDays(-1); ; date = date.AddDays(1))
        {
            if (closed.Contains(date))
                continue;
            foreach (var time in byDay[date.DayOfWeek])
            {
                var opens = At(date, time.From);
                var closes = At(time.To <= time.From ? date.AddDays(1) : date, time.To);
                if (closes > begin && closes > opens)
                    yield return (opens, closes);
            }
        }
    }

    // Clocks that are put forward skip some times of the day: the moment of the change stands for these. Clocks that are put back show
    // some twice: the first counts.
    private DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        if (zone.IsAmbiguousTime(local))
            return new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max()).ToUniversalTime();
        if (!zone.IsInvalidTime(local))
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        var before = local;
        while (zone.IsInvalidTime(before))
            before = before.AddMinutes(-1);
        return new DateTimeOffset(before, zone.GetUtcOffset(before)).AddMinutes(1).ToUniversalTime();
    }

    private static TimeZoneInfo? ZoneOf(string zone)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
            return found;
        if (
            FixedOffset().Match(zone) is not { Success: true } match
            || !TimeSpan.TryParseExact(match.Groups["time"].Value, [@"hh", @"hh\:mm"], CultureInfo.InvariantCulture, out var offset)
            || offset > TimeSpan.FromHours(14)
        )
        {
            return null;
        }

        return TimeZoneInfo.CreateCustomTimeZone(zone, match.Groups["sign"].Value == "-" ? -offset : offset, zone, zone);
    }

    [GeneratedRegex(@"\AUTC(?<sign>[+-])(?<time>[0-9]{2}(:[0-9]{2})?)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FixedOffset();

    private static double MinuteOf(DayOfWeek day, TimeOnly time) => (((int)day + 6) % 7 * MinutesOfDay) + time.ToTimeSpan().TotalMinutes;

    private static double LengthOf((DayOfWeek Day, TimeOnly From, TimeOnly To) time) =>
        (time.To - time.From).TotalMinutes is > 0 and var minutes ? minutes : MinutesOfDay;
}

using System.Diagnostics;
using System.Globalization;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace Baton.Teams.Hours;

/// <summary>
/// When the people of a desk are there: the same hours each week by the clocks of a time zone, and days on which they are not. The rules of
/// zones are those of the IANA database that NodaTime brings along.
/// </summary>
public sealed class BusinessHours
{
    private const int LongestDays = 3650;
    private const int MinutesOfDay = 24 * 60;
    private const int MinutesOfWeek = 7 * MinutesOfDay;

    // Clocks that are put forward leave out some times of the day, and the first moment behind them stands for these; clocks that are put
    // back show some twice, and the first counts.
    private static readonly ZoneLocalMappingResolver Resolve = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly DateTimeZone zone;
    private readonly ILookup<IsoDayOfWeek, OpeningTime> byDay;
    private readonly HashSet<LocalDate> closed;

    /// <summary>Sets the hours.</summary>
    /// <param name="zone">The time zone by its IANA name, such as <c>Europe/Berlin</c>.</param>
    /// <param name="week">The opening times of every week: at least one, and none within another.</param>
    /// <param name="closed">Days on which it does not open; a night that began the day before goes on. Default: none.</param>
    /// <exception cref="ArgumentException">There is no such zone, or the opening times cannot be.</exception>
    public BusinessHours(string zone, IEnumerable<OpeningTime> week, IEnumerable<DateOnly>? closed = null)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(week);
        this.zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)
            ?? throw new ArgumentException($"'{zone}' is not a time zone: use an IANA name such as Europe/Berlin.", nameof(zone));
        Zone = zone;
        Week = [.. week.OrderBy(time => MinuteOf(time.Day, time.From))];
        Closed = [.. (closed ?? []).Distinct().Order()];
        if (CheckWeek(Week) is { } wrong)
            throw new ArgumentException(wrong, nameof(week));
        byDay = Week.ToLookup(time => time.Day.ToIsoDayOfWeek());
        this.closed = [.. Closed.Select(LocalDate.FromDateOnly)];
    }

    /// <summary>The time zone's name.</summary>
    public string Zone { get; }

    /// <summary>The opening times, from Monday.</summary>
    public IReadOnlyList<OpeningTime> Week { get; }

    /// <summary>The days on which it does not open, in order.</summary>
    public IReadOnlyList<DateOnly> Closed { get; }

    /// <summary>Whether somebody is there; the moment of opening counts, that of closing does not.</summary>
    public bool IsOpen(DateTimeOffset at) => NextOpening(at) == at;

    /// <summary>When somebody is there next: the moment itself while it is open.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset from) => After(from, TimeSpan.Zero);

    /// <summary>When it has been open for so long: open hours count, by the clock that never jumps, and nothing else does.</summary>
    /// <param name="from">From when on.</param>
    /// <param name="open">How long, up to ten years.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or longer.</exception>
    public DateTimeOffset After(DateTimeOffset from, TimeSpan open)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(open, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(open, TimeSpan.FromDays(LongestDays));
        var begin = Instant.FromDateTimeOffset(from);
        var left = Duration.FromTimeSpan(open);
        foreach (var (opens, closes) in From(begin))
        {
            var start = Instant.Max(opens, begin);
            if (left < closes - start || (left == closes - start && left > Duration.Zero))
                return (start + left).ToDateTimeOffset();
            left -= closes - start;
        }

        throw new UnreachableException();
    }

    /// <summary>A moment as people there read it: the day, the time and the zone.</summary>
    public string Words(DateTimeOffset moment)
    {
        var local = Instant.FromDateTimeOffset(moment).InZone(zone).LocalDateTime;
        return local.ToString("dddd, d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture) + $" ({Zone})";
    }

    /// <summary>What is wrong with a week, or null.</summary>
    internal static string? CheckWeek(IReadOnlyList<OpeningTime> week)
    {
        if (week.Count == 0)
            return "A desk with hours needs at least one opening time in the week: leave the hours out if it is always open.";
        for (var index = 0; index < week.Count; index++)
        {
            var (one, next) = (week[index], week[(index + 1) % week.Count]);
            var room = MinuteOf(next.Day, next.From) - MinuteOf(one.Day, one.From);
            if (LengthOf(one) > (room > 0 || (room == 0 && week.Count > 1) ? room : room + MinutesOfWeek))
                return $"The opening time from {one.From:HH:mm} on {one.Day} overlaps with the one from {next.From:HH:mm} on {next.Day}: merge them.";
        }

        return null;
    }

    private IEnumerable<(Instant Opens, Instant Closes)> From(Instant begin)
    {
        // A night that began the day before may go on.
        for (var date = begin.InZone(zone).Date.PlusDays(-1); ; date = date.PlusDays(1))
        {
            if (closed.Contains(date))
                continue;
            foreach (var time in byDay[date.DayOfWeek])
            {
                var opens = At(date, time.From);
                var closes = At(time.EndsNextDay ? date.PlusDays(1) : date, time.To);
                if (closes > begin && closes > opens)
                    yield return (opens, closes);
            }
        }
    }

    private Instant At(LocalDate date, TimeOnly time) => zone.ResolveLocal(date.At(LocalTime.FromTimeOnly(time)), Resolve).ToInstant();

    private static double MinuteOf(DayOfWeek day, TimeOnly time) => (((int)day + 6) % 7 * MinutesOfDay) + time.ToTimeSpan().TotalMinutes;

    private static double LengthOf(OpeningTime time) => (time.To - time.From).TotalMinutes is > 0 and var minutes ? minutes : MinutesOfDay;
}

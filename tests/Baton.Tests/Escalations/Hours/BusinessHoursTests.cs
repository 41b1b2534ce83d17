using System.Globalization;
using Baton.Teams.Hours;
using CsCheck;

namespace Baton.Tests.Escalations.Hours;

/// <summary>Open hours, where clocks are put forward and back, and nights and holidays lie between.</summary>
public sealed class BusinessHoursTests
{
    private static readonly BusinessHours Office = new(
        "Europe/Berlin",
        [
            .. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday }.Select(day =>
                Open(day, "09:00", "17:00")
            ),
            Open(DayOfWeek.Friday, "09:00", "12:00"),
            Open(DayOfWeek.Friday, "13:00", "15:00"),
        ],
        [new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 25)]
    );

    private static readonly BusinessHours Nights = new("Europe/Berlin", [Open(DayOfWeek.Saturday, "22:00", "06:00")]);

    [Theory]
    [InlineData("2026-11-24T07:59:59Z", false)]
    [InlineData("2026-11-24T08:00:00Z", true)]
    [InlineData("2026-11-24T15:59:59Z", true)]
    [InlineData("2026-11-24T16:00:00Z", false)]
    [InlineData("2026-07-07T07:00:00Z", true)]
    [InlineData("2026-11-27T11:30:00Z", false)]
    [InlineData("2026-11-28T10:00:00Z", false)]
    [InlineData("2026-12-24T10:00:00Z", false)]
    public void It_is_open_by_the_clocks_of_its_zone(string at, bool isOpen) => Assert.Equal(isOpen, Office.IsOpen(Utc(at)));

    [Theory]
    [InlineData("2026-11-24T10:00:00Z", "2026-11-24T10:00:00Z")]
    [InlineData("2026-11-24T16:00:00Z", "2026-11-25T08:00:00Z")]
    [InlineData("2026-11-27T14:30:00Z", "2026-11-30T08:00:00Z")]
    [InlineData("2026-12-23T17:00:00Z", "2026-12-28T08:00:00Z")]
    public void It_opens_next_after_nights_weekends_and_holidays(string from, string opens) =>
        Assert.Equal(Utc(opens), Office.NextOpening(Utc(from)));

    [Theory]
    [InlineData("2026-11-24T10:00:00Z", "02:00", "2026-11-24T12:00:00Z")]
    [InlineData("2026-11-24T10:00:00Z", "06:00", "2026-11-24T16:00:00Z")]
    [InlineData("2026-11-24T15:30:00Z", "01:00", "2026-11-25T08:30:00Z")]
    [InlineData("2026-11-27T10:00:00Z", "02:00", "2026-11-27T13:00:00Z")]
    [InlineData("2026-12-23T15:00:00Z", "02:00", "2026-12-28T09:00:00Z")]
    [InlineData("2026-11-28T12:00:00Z", "00:30", "2026-11-30T08:30:00Z")]
    public void Only_open_hours_count(string from, string open, string due) =>
        Assert.Equal(Utc(due), Office.After(Utc(from), TimeSpan.Parse(open, CultureInfo.InvariantCulture)));

    // Clocks go from 02:00 to 03:00 on 2026-03-29 and from 03:00 to 02:00 on 2026-10-25.
    [Theory]
    [InlineData("2026-03-28T20:00:00Z", "2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z")]
    [InlineData("2026-10-24T18:00:00Z", "2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z")]
    [InlineData("2026-11-21T18:00:00Z", "2026-11-21T21:00:00Z", "2026-11-22T05:00:00Z")]
    public void A_night_in_which_clocks_change_is_as_long_as_it_is(string from, string opens, string closes)
    {
        var length = Utc(closes) - Utc(opens);

        Assert.Equal(Utc(opens), Nights.NextOpening(Utc(from)));
        Assert.Equal(Utc(closes), Nights.After(Utc(from), length));
        Assert.False(Nights.IsOpen(Utc(closes)));
        Assert.True(Nights.IsOpen(Utc(closes).AddMilliseconds(-1)));
    }

    [Fact]
    public void Times_that_clocks_leave_out_are_the_moment_behind_them_and_times_that_they_show_twice_count_once()
    {
        var early = new BusinessHours("Europe/Berlin", [Open(DayOfWeek.Sunday, "02:30", "04:00")]);

        Assert.Equal(Utc("2026-03-29T01:00:00Z"), early.NextOpening(Utc("2026-03-28T12:00:00Z")));
        Assert.Equal(Utc("2026-10-25T00:30:00Z"), early.NextOpening(Utc("2026-10-24T12:00:00Z")));
        Assert.Equal(Utc("2026-10-25T03:00:00Z"), early.After(Utc("2026-10-24T12:00:00Z"), TimeSpan.FromHours(2.5)));
    }

    [Fact]
    public void A_whole_day_may_be_open_and_a_holiday_leaves_the_night_before_to_end()
    {
        var always = new BusinessHours("UTC", Enum.GetValues<DayOfWeek>().Select(day => Open(day, "00:00", "00:00")));
        var night = new BusinessHours(
            "UTC",
            [Open(DayOfWeek.Thursday, "22:00", "06:00"), Open(DayOfWeek.Friday, "22:00", "06:00")],
            [new DateOnly(2026, 12, 25)]
        );

        Assert.Equal(Utc("2026-11-25T10:00:00Z"), always.After(Utc("2026-11-24T10:00:00Z"), TimeSpan.FromDays(1)));
        Assert.True(night.IsOpen(Utc("2026-12-25T05:00:00Z")));
        Assert.Equal(Utc("2026-12-31T22:00:00Z"), night.NextOpening(Utc("2026-12-25T06:00:00Z")));
    }

    [Fact]
    public void It_is_told_in_the_words_of_its_zone() =>
        Assert.Equal("Monday, 30 November 2026 at 09:00 (Europe/Berlin)", Office.Words(Utc("2026-11-30T08:00:00Z")));

    [Fact]
    public void Open_hours_add_up_whatever_the_moment() =>
        Gen.Select(Gen.Long[0, 2L * 365 * 24 * 60], Gen.Int[0, 3000], Gen.Int[0, 3000])
            .Sample(
                (minutes, first, second) =>
                {
                    var from = Utc("2026-01-01T00:00:00Z").AddMinutes(minutes);
                    var (one, other) = (TimeSpan.FromMinutes(first), TimeSpan.FromMinutes(second));
                    var due = Office.After(from, one + other);

                    Assert.Equal(due, Office.After(Office.After(from, one), other));
                    Assert.True(due >= Office.NextOpening(from) + one + other);
                    Assert.True(Office.IsOpen(Office.NextOpening(from)));
                    Assert.True(first == 0 || Office.IsOpen(Office.After(from, one).AddTicks(-1)));
                }
            );

    [Theory]
    [InlineData("Europe/Berlín")]
    [InlineData("CEST")]
    [InlineData("")]
    public void A_zone_that_is_none_is_refused(string zone)
    {
        var refused = Assert.Throws<ArgumentException>(() => new BusinessHours(zone, [Open(DayOfWeek.Monday, "09:00", "17:00")]));
        Assert.Contains("Europe/Berlin", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opening_times_within_one_another_are_refused_and_so_is_a_week_without_any()
    {
        Assert.Throws<ArgumentException>(() => new BusinessHours("UTC", []));
        Assert.Throws<ArgumentException>(() =>
            new BusinessHours("UTC", [Open(DayOfWeek.Monday, "09:00", "17:00"), Open(DayOfWeek.Monday, "16:00", "18:00")])
        );
        Assert.Throws<ArgumentException>(() =>
            new BusinessHours("UTC", [Open(DayOfWeek.Sunday, "22:00", "06:00"), Open(DayOfWeek.Monday, "05:00", "18:00")])
        );
        Assert.Throws<ArgumentException>(() =>
            new BusinessHours("UTC", [Open(DayOfWeek.Monday, "09:00", "17:00"), Open(DayOfWeek.Monday, "09:00", "17:00")])
        );
        Assert.NotNull(new BusinessHours("UTC", [Open(DayOfWeek.Sunday, "22:00", "06:00"), Open(DayOfWeek.Monday, "06:00", "18:00")]));
    }

    private static (DayOfWeek Day, TimeOnly From, TimeOnly To) Open(DayOfWeek day, string from, string to) =>
        new(day, TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

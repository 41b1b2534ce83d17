using System.Globalization;
using System.Text.RegularExpressions;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.Teams.Hours;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads when the people of a desk are there.</summary>
internal static partial class HoursReader
{
    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static BusinessHours? Read(Section desk, ProblemList problems)
    {
        var before = problems.Count;
        if (desk.Map("hours", TeamKeys.Hours) is not { } section)
            return null;
        var zone = Zone(section, problems);
        var week = Days.SelectMany((day, index) => Day(section, day, (DayOfWeek)((index + 1) % 7), problems)).ToList();
        var closed = section.Texts("closed", "dates").Select(date => Date(date, problems)).OfType<DateOnly>().ToList();
        if (problems.Count > before || zone is null)
            return null;
        if (BusinessHours.CheckWeek(week) is not { } wrong)
            return new BusinessHours(zone, week, closed);
        problems.Add(desk.KeyAt("hours"), wrong.TrimEnd('.'));
        return null;
    }

    private static string? Zone(Section section, ProblemList problems)
    {
        if (section.Text("zone", required: true) is not { } zone)
            return null;
        if (BusinessHours.HasZone(zone.Text))
            return zone.Text;
        var similar = TimeZoneInfo
            .GetSystemTimeZones()
            .Select(known => known.Id)
            .Where(id => char.ToLowerInvariant(id[0]) == char.ToLowerInvariant(zone.Text[0]));
        problems.Add(
            zone.At,
            $"'{zone.Text}' is not a time zone{Nearest.Hint(zone.Text, similar)} (use an IANA name such as Europe/Berlin)"
        );
        return null;
    }

    private static IEnumerable<(DayOfWeek Day, TimeOnly From, TimeOnly To)> Day(
        Section section,
        string key,
        DayOfWeek day,
        ProblemList problems
    )
    {
        if (section.Text(key) is not { } text)
            yield break;
        foreach (var range in text.Text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (
                Range().Match(range) is { Success: true } match
                && TimeOnly.TryParseExact(
                    match.Groups[1].ValueSpan,
                    "HH:mm",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var from
                )
                && TimeOf(match.Groups[2].Value) is { } to
            )
                yield return (day, from, to);
            else
                problems.Add(text.At, $"'{range}' is not an opening time: write it as 09:00-17:00, several with a comma between them");
        }
    }

    // The end of a day may be written as 24:00.
    private static TimeOnly? TimeOf(string text) =>
        text == "24:00" ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : null;

    private static DateOnly? Date(Word date, ProblemList problems)
    {
        if (DateOnly.TryParseExact(date.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        problems.Add(date.At, $"'{date.Text}' is not a date: write it as 2026-12-25");
        return null;
    }

    [GeneratedRegex(@"\A([0-9]{2}:[0-9]{2})\s*-\s*([0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}

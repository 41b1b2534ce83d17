namespace Baton.Teams.Hours;

/// <summary>When a desk opens and closes on one day of every week, by the clocks of its zone.</summary>
/// <param name="Day">The day on which it opens.</param>
/// <param name="From">When it opens.</param>
/// <param name="To">When it closes. A time not after <paramref name="From"/> is on the next day: 22:00 to 06:00 is a night and 00:00 to
/// 00:00 a whole day.</param>
public readonly record struct OpeningTime(DayOfWeek Day, TimeOnly From, TimeOnly To)
{
    /// <summary>Whether it closes on the next day.</summary>
    public bool EndsNextDay => To <= From;
}

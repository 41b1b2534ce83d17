using Baton.Journals;

namespace Baton.Deciding.Escalations;

/// <summary>When work at a desk is due: pure, from the moment when it came. Where the desk has hours, open hours count and nothing else.</summary>
internal static class DueTime
{
    /// <summary>The moment by which a desk must have acted; null for never.</summary>
    /// <param name="desk">The desk; null for one that is no longer in the team.</param>
    /// <param name="length">How long it has; null for ever.</param>
    /// <param name="from">When the work came.</param>
    public static DateTimeOffset? After(Desk? desk, TimeSpan? length, DateTimeOffset from) =>
        desk is null || length is not { } time ? null : TimestampJsonConverter.Truncate(desk.Hours?.After(from, time) ?? from + time);
}

using Baton.Journals;

namespace Baton.Deciding.Escalations;

/// <summary>When work at a desk is due. Only the desk's open hours count, if it has hours. Pure.</summary>
internal static class DueTime
{
    /// <summary>When the desk must have acted; null for never.</summary>
    /// <param name="desk">The desk; null for one that is no longer in the team.</param>
    /// <param name="length">How long it has; null for no limit.</param>
    /// <param name="from">When the work arrived.</param>
    public static DateTimeOffset? After(Desk? desk, TimeSpan? length, DateTimeOffset from) =>
        desk is null || length is not { } time ? null : TimestampJsonConverter.Truncate(desk.Hours?.After(from, time) ?? from.Later(time));
}

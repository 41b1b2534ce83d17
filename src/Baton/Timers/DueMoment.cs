namespace Baton.Timers;

/// <summary>Something that falls due.</summary>
/// <param name="At">When, in UTC, to the millisecond.</param>
/// <param name="Of">What.</param>
internal readonly record struct DueMoment(DateTimeOffset At, DueKind Of) : IComparable<DueMoment>
{
    public int CompareTo(DueMoment other) => At.CompareTo(other.At) is not 0 and var order ? order : Of.CompareTo(other.Of);
}

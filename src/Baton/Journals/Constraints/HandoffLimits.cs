using Baton.Texts.Clearances;

namespace Baton.Journals.Constraints;

/// <summary>
/// Limits that somebody sets, told from the moment of setting: they become a <see cref="Constraint"/>. What is null does not limit.
/// </summary>
public sealed record HandoffLimits
{
    /// <summary>What limits nothing.</summary>
    public static readonly HandoffLimits None = new();

    /// <summary>How long from now work may go on.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>How many of the customer's messages may be worked on, the present one included.</summary>
    public int? Turns { get; init; }

    /// <summary>All that may be done.</summary>
    public IReadOnlyList<Permission>? Permissions { get; init; }

    /// <summary>The names of all the tools that may be used.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>How sensitive what is read may be at most; the receiver's own clearance still holds.</summary>
    public Clearance? Clearance { get; init; }

    /// <summary>The constraint that these are at that moment.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="turn">The number of the customer's present message, from 1.</param>
    internal Constraint At(DateTimeOffset now, int turn) => new()
    {
        Deadline = Time is { } time ? TimestampJsonConverter.Truncate(now + time) : null,
        LastTurn = turn + Turns - 1,
        Permissions = Permissions,
        Tools = Tools,
        Clearance = Clearance,
    };
}

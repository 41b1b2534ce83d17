using Baton.Texts.Clearances;

namespace Baton.Journals.Constraints;

/// <summary>Limits relative to the moment at which they are set; they become a <see cref="Constraint"/>. Null means no limit.</summary>
public sealed record HandoffLimits
{
    /// <summary>No limits.</summary>
    public static readonly HandoffLimits None = new();

    /// <summary>How long work may go on from then.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>How many of the customer's messages may be worked on, including the present one.</summary>
    public int? Turns { get; init; }

    /// <summary>The only permissions that may be used.</summary>
    public IReadOnlyList<Permission>? Permissions { get; init; }

    /// <summary>The names of the only tools that may be used.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>The most sensitive data that may be read; the receiver's own clearance still applies.</summary>
    public Clearance? Clearance { get; init; }

    /// <summary>The constraint that these limits become at a given moment.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="turn">The number of the customer's present message, from 1.</param>
    internal Constraint At(DateTimeOffset now, int turn) =>
        new()
        {
            Deadline = Time is { } time ? TimestampJsonConverter.Truncate(now.Later(time)) : null,
            LastTurn = turn + Turns - 1,
            Permissions = Permissions,
            Tools = Tools,
            Clearance = Clearance,
        };
}

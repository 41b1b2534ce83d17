using System.Text.Json.Serialization;
using Baton.Texts.Clearances;

namespace Baton.Journals.Constraints;

/// <summary>
/// Limits on whoever works on a conversation or an issue. Null means no limit. Constraints only get narrower (rule 4): two combined are
/// never wider than either.
/// </summary>
internal sealed record Constraint
{
    /// <summary>No limits.</summary>
    public static readonly Constraint None = new();

    /// <summary>When work must have ended.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The last of the customer's messages that may be worked on, counted from 1 at the beginning of the conversation.</summary>
    public int? LastTurn { get; init; }

    /// <summary>The only permissions that may be used; the holder's own grants still apply.</summary>
    public IReadOnlyList<Permission>? Permissions { get; init; }

    /// <summary>The names of the only tools that may be used.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>The most sensitive data that may be read; the reader's own clearance still applies.</summary>
    public Clearance? Clearance { get; init; }

    /// <summary>Whether it has no limits.</summary>
    [JsonIgnore]
    public bool IsNone => Deadline is null && LastTurn is null && Permissions is null && Tools is null && Clearance is null;

    /// <summary>Both combined: whatever either forbids is forbidden.</summary>
    public Constraint And(Constraint? other)
    {
        if (other is null || other.IsNone)
            return this;
        if (IsNone)
            return other;
        return new Constraint
        {
            Deadline = Deadline is null || other.Deadline < Deadline ? other.Deadline ?? Deadline : Deadline,
            LastTurn = LastTurn is null || other.LastTurn < LastTurn ? other.LastTurn ?? LastTurn : LastTurn,
            Permissions = Both(Permissions, other.Permissions, PermissionSet.Meet),
            Tools = Both(Tools, other.Tools, (mine, theirs) => [.. mine.Intersect(theirs)]),
            Clearance = Clearance is null || other.Clearance < Clearance ? other.Clearance ?? Clearance : Clearance,
        };
    }

    /// <summary>Whether both have the same limits.</summary>
    public bool Equals(Constraint? other) =>
        other is not null
        && Deadline == other.Deadline
        && LastTurn == other.LastTurn
        && Clearance == other.Clearance
        && Same(Plain(Permissions), Plain(other.Permissions))
        && Same(Tools, other.Tools);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Deadline, LastTurn, Clearance, Permissions is null, Tools is null);

    private static IReadOnlyList<T>? Both<T>(
        IReadOnlyList<T>? mine,
        IReadOnlyList<T>? theirs,
        Func<IReadOnlyList<T>, IReadOnlyList<T>, IReadOnlyList<T>> meet
    ) =>
        mine is null ? theirs
        : theirs is null ? mine
        : meet(mine, theirs);

    // Each name once, with the widest of its bounds.
    private static IReadOnlyList<Permission>? Plain(IReadOnlyList<Permission>? permissions) =>
        permissions is null ? null : PermissionSet.Meet(permissions, permissions);

    private static bool Same<T>(IReadOnlyList<T>? mine, IReadOnlyList<T>? theirs) =>
        mine is null || theirs is null ? mine is null && theirs is null : mine.ToHashSet().SetEquals(theirs);
}

using System.Text.Json.Serialization;
using Baton.Texts.Clearances;

namespace Baton.Journals.Constraints;

/// <summary>
/// Limits on whoever works on a conversation or an issue. What is null does not limit. Constraints only narrow (rule 4): two of them
/// together are never wider than either.
/// </summary>
public sealed record Constraint
{
    /// <summary>What limits nothing.</summary>
    public static readonly Constraint None = new();

    /// <summary>When work must have ended.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The last of the customer's messages that may be worked on, counted from 1 at the beginning of the conversation.</summary>
    public int? LastTurn { get; init; }

    /// <summary>All that may be done; the holder's own grants still hold.</summary>
    public IReadOnlyList<Permission>? Permissions { get; init; }

    /// <summary>The names of all the tools that may be used.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>How sensitive what is read may be at most; the reader's own clearance still holds.</summary>
    public Clearance? Clearance { get; init; }

    /// <summary>Whether it limits nothing.</summary>
    [JsonIgnore]
    public bool IsNone => Deadline is null && LastTurn is null && Permissions is null && Tools is null && Clearance is null;

    /// <summary>Both together: whatever either forbids is forbidden.</summary>
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

    /// <summary>Whether both limit the same.</summary>
    public bool Equals(Constraint? other) =>
        other is not null
        && Deadline == other.Deadline
        && LastTurn == other.LastTurn
        && Clearance == other.Clearance
        && Same(Plain(Permissions), Plain(other.Permissions))
        && Same(Tools, other.Tools);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Deadline, LastTurn, Clearance, Permissions is null, Tools is null);

    private static IReadOnlyList<T>? Both<T>(IReadOnlyList<T>? mine, IReadOnlyList<T>? theirs, Func<IReadOnlyList<T>, IReadOnlyList<T>, IReadOnlyList<T>> meet) =>
        mine is null ? theirs : theirs is null ? mine : meet(mine, theirs);

    // Each name once, with what it permits.
    private static IReadOnlyList<Permission>? Plain(IReadOnlyList<Permission>? permissions) =>
        permissions is null ? null : PermissionSet.Meet(permissions, permissions);

    private static bool Same<T>(IReadOnlyList<T>? mine, IReadOnlyList<T>? theirs) =>
        mine is null || theirs is null ? mine is null && theirs is null : mine.ToHashSet().SetEquals(theirs);
}

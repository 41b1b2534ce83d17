using System.Text.Json;

namespace Baton.Oracle.Worlds;

/// <summary>Limits that an entry records. Null does not limit.</summary>
internal sealed record Limits
{
    /// <summary>No limits.</summary>
    public static readonly Limits None = new();

    public DateTimeOffset? Deadline { get; init; }

    public long? LastTurn { get; init; }

    /// <summary>Lists of permissions, each of which must allow what is done.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Permissions { get; init; } = [];

    /// <summary>Lists of tools, each of which must name what is called.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Tools { get; init; } = [];

    /// <summary>The greatest clearance.</summary>
    public int? Clearance { get; init; }

    /// <summary>Reads the limits of a member named "constraints".</summary>
    public static Limits Of(JsonElement constraints) =>
        constraints.ValueKind != JsonValueKind.Object
            ? None
            : new Limits
            {
                Deadline = constraints.TryGetProperty("deadline"u8, out var deadline) ? deadline.GetDateTimeOffset() : null,
                LastTurn = constraints.TryGetProperty("last_turn"u8, out var turn) ? turn.GetInt64() : null,
                Permissions = List(constraints, "permissions"u8),
                Tools = List(constraints, "tools"u8),
                Clearance = constraints.TryGetProperty("clearance"u8, out var clearance) ? Level(clearance.GetString()) : null,
            };

    /// <summary>Both combined.</summary>
    public Limits And(Limits other) =>
        ReferenceEquals(other, None) ? this
        : ReferenceEquals(this, None) ? other
        : new Limits
        {
            Deadline = Deadline is null || other.Deadline < Deadline ? other.Deadline ?? Deadline : Deadline,
            LastTurn = LastTurn is null || other.LastTurn < LastTurn ? other.LastTurn ?? LastTurn : LastTurn,
            Permissions = [.. Permissions, .. other.Permissions],
            Tools = [.. Tools, .. other.Tools],
            Clearance = Clearance is null || other.Clearance < Clearance ? other.Clearance ?? Clearance : Clearance,
        };

    /// <summary>Whether they allow a tool.</summary>
    public bool AllowTool(string tool) => Tools.All(list => list.Contains(tool));

    /// <summary>Whether they allow what needs a permission.</summary>
    public bool Allow(string needed, decimal? amount) => Permissions.All(list => Worlds.Permissions.Allow(list, needed, amount));

    /// <summary>The number of a clearance.</summary>
    public static int Level(string? clearance) =>
        clearance switch
        {
            "secret" => 2,
            "sensitive" => 1,
            _ => 0,
        };

    private static IReadOnlyList<IReadOnlyList<string>> List(JsonElement constraints, ReadOnlySpan<byte> name) =>
        constraints.TryGetProperty(name, out var list)
            ?
            [
                [.. list.EnumerateArray().Select(item => item.GetString()!)],
            ]
            : [];
}

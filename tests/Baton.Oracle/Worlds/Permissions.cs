using System.Globalization;
using System.Text.Json;

namespace Baton.Oracle.Worlds;

/// <summary>Permissions as texts: "pay", or "pay &lt;= 20".</summary>
internal static class Permissions
{
    /// <summary>Whether one of the permissions allows a tool's call.</summary>
    /// <param name="permissions">The permissions.</param>
    /// <param name="needed">The permission's name.</param>
    /// <param name="amount">The argument that bounds are compared with; null if the call has none.</param>
    public static bool Allow(IEnumerable<string> permissions, string needed, decimal? amount)
    {
        foreach (var permission in permissions)
        {
            var (name, bound) = Read(permission);
            if (name == needed && (bound is null || (amount >= 0 && amount <= bound)))
                return true;
        }

        return false;
    }

    /// <summary>Whether whoever has the narrow permissions can do nothing that the wide ones forbid.</summary>
    public static bool AreWithin(IReadOnlyList<string> narrow, IReadOnlyList<string> wide)
    {
        foreach (var permission in narrow)
        {
            var (name, bound) = Read(permission);
            var isWithin = false;
            foreach (var other in wide)
            {
                var (otherName, otherBound) = Read(other);
                isWithin |= name == otherName && (otherBound is null || bound <= otherBound);
            }

            if (!isWithin)
                return false;
        }

        return true;
    }

    /// <summary>The number of a call's argument, also as text; null if there is none.</summary>
    public static decimal? AmountOf(JsonElement arguments, string? argument)
    {
        if (argument is null || arguments.ValueKind != JsonValueKind.Object || !arguments.TryGetProperty(argument, out var value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
            JsonValueKind.String
                when decimal.TryParse(
                    value.GetString(),
                    NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var number
                ) => number,
            _ => null,
        };
    }

    private static (string Name, decimal? Bound) Read(string permission)
    {
        var place = permission.IndexOf("<=", StringComparison.Ordinal);
        return place < 0
            ? (permission.Trim(), null)
            : (permission[..place].Trim(), decimal.Parse(permission.AsSpan(place + 2), NumberStyles.Number, CultureInfo.InvariantCulture));
    }
}

using System.Globalization;
using System.Text.Json;

namespace Baton.Teams.SharedStates.Merging;

/// <summary>Numbers that can be added in any order with the same sum to the last digit.</summary>
internal static class ExactNumber
{
    public const string Bounds = "numbers have at most 10 decimals and are below 10^15";

    private const int MostDecimals = 10;
    private const decimal Bound = 1_000_000_000_000_000m;

    /// <summary>The number, without trailing zeros; null if it cannot be represented exactly.</summary>
    public static decimal? Of(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetDecimal(out var number))
            return null;
        // Dividing by a one with all decimals drops trailing zeros.
        number /= 1.0000000000000000000000000000m;
        return IsExact(number) ? number : null;
    }

    public static bool IsExact(decimal number) => number.Scale <= MostDecimals && decimal.Abs(number) < Bound;

    public static string TextOf(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}

using System.Text.Json;

namespace Baton.Teams.Arguments;

/// <summary>Reads a confidence that a model sent.</summary>
internal static class LooseConfidence
{
    // Below it a number above 1 could be a grade of any scale.
    private const double LeastPercent = 10;

    /// <summary>The confidence from 0 to 1 in 0.9, "90%", 95, "9/10" or "high"; null for anything else.</summary>
    public static double? Read(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return value.TryGetDouble(out var given) ? WithinOne(given) : null;
            case JsonValueKind.String:
                return OfText(value.GetString()!);
            case JsonValueKind.Object:
                var members = new CallArguments(value);
                return
                    (members.Given("confidence") ?? members.Given("value") ?? members.Given("score"))
                        is { ValueKind: JsonValueKind.Number or JsonValueKind.String } inner
                    ? Read(inner)
                    : null;
            default:
                return null;
        }
    }

    private static double? OfText(string text)
    {
        if (!LooseValue.TryNumber(text, out var number, out var rest))
            return OfWord(text.Trim());
        if (rest.IsEmpty || rest[0] == '(')
            return WithinOne(number);
        if (rest[0] == '%' || rest.StartsWith("percent", StringComparison.OrdinalIgnoreCase))
            return number <= 100 ? number / 100 : null;
        var isOf = rest.StartsWith("out of", StringComparison.OrdinalIgnoreCase);
        return
            (isOf || rest[0] == '/')
            && LooseValue.TryNumber(rest[(isOf ? "out of".Length : 1)..], out var whole, out _)
            && whole >= 1
            && number <= whole
            ? number / whole
            : null;
    }

    private static double? OfWord(string word) =>
        word.ToLowerInvariant() switch
        {
            "certain" or "absolute" or "very high" or "very_high" => 0.95,
            "high" or "sure" or "confident" => 0.9,
            "medium" or "moderate" or "fair" => 0.6,
            "low" or "unsure" => 0.3,
            "very low" or "very_low" => 0.1,
            _ => null,
        };

    private static double? WithinOne(double number) =>
        number is >= 0 and <= 1 ? number
        : number is > LeastPercent and <= 100 ? number / 100
        : null;
}

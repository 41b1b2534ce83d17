using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Baton.Adversary.Judging;

/// <summary>The amount in the arguments of a payment, as the laxest receiver could read it.</summary>
internal static class Amount
{
    /// <summary>The greatest amount that a receiver could read; null if one could take them for anything.</summary>
    public static decimal? Greatest(string arguments)
    {
        using var document = JsonDocument.Parse(arguments);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            return null;
        decimal? greatest = null;
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (Plain(property.Name) != "amount")
                continue;
            if (Number(property.Value) is not { } number)
                return null;
            greatest = greatest > number ? greatest : number;
        }

        return greatest;
    }

    // A payment below 0 is no smaller one.
    private static decimal? Number(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.TryGetDecimal(out var number) && number >= 0 ? number : null;
        return
            value.ValueKind == JsonValueKind.String
            && decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read)
            && read >= 0
            ? read
            : null;
    }

    // Without case, punctuation and what cannot be seen; letters of other forms are plain.
    private static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var code = rune.Value switch
            {
                >= 0xFF21 and <= 0xFF5A => rune.Value - 0xFEE0,
                >= 0x1D400 and <= 0x1D6A3 => 'a' + ((rune.Value - 0x1D400) % 26),
                0x0430 => 'a',
                var other => other,
            };
            if (code < 0x80 && char.IsAsciiLetter((char)code))
                plain.Append(char.ToLowerInvariant((char)code));
        }

        return plain.ToString();
    }
}

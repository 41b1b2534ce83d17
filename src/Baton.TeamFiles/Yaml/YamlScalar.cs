using System.Globalization;
using System.Text.RegularExpressions;
using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Yaml;

/// <summary>One value. Only a plain one, without quotes, can be something else than text: YAML 1.2's core schema says what.</summary>
internal sealed partial class YamlScalar(Position at, string text, bool plain) : YamlNode(at)
{
    // Longer text is not worth repeating in a message.
    private const int Shown = 30;

    public string Text { get; } = text;

    public YamlKind Kind { get; } = plain ? KindOf(text) : YamlKind.Text;

    public override string What =>
        Kind switch
        {
            YamlKind.Nothing => "nothing",
            YamlKind.Number => $"the number {Text}",
            YamlKind.Truth => $"the truth value {Text}",
            _ when Text.Length == 0 => "empty text",
            _ => Text.Length <= Shown && !Text.Contains('\n', StringComparison.Ordinal) ? $"'{Text}'" : "text",
        };

    public bool TryInteger(out int value)
    {
        value = 0;
        return Kind == YamlKind.Number && int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    public bool TryNumber(out double value)
    {
        value = 0;
        return Kind == YamlKind.Number && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    public bool TryDecimal(out decimal value)
    {
        value = 0;
        return Kind == YamlKind.Number && decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static YamlKind KindOf(string text) =>
        text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => YamlKind.Nothing,
            "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlKind.Truth,
            _ => Number().IsMatch(text) ? YamlKind.Number : YamlKind.Text,
        };

    [GeneratedRegex(
        @"\A([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Number();
}

using System.Text.RegularExpressions;

namespace Baton.Providers.Offline;

/// <summary>Texts with places such as <c>{charge.amount}</c>.</summary>
internal static partial class Place
{
    /// <summary>The places in a text, without braces.</summary>
    public static IEnumerable<string> In(string text) => Braces().Matches(text).Select(match => match.Groups["name"].Value.Trim());

    /// <summary>The text with every place filled; null if a value is missing. A filled value is not scanned for places again.</summary>
    public static string? Fill(string text, Func<string, string?> find)
    {
        var complete = true;
        var filled = Braces()
            .Replace(
                text,
                match =>
                {
                    var value = find(match.Groups["name"].Value.Trim());
                    complete &= !string.IsNullOrWhiteSpace(value);
                    return value ?? "";
                }
            );
        return complete ? filled : null;
    }

    // Anything in braces is a place, because a misspelt one must not reach the customer either.
    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();
}

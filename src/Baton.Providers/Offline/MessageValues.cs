using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.Providers.Offline;

/// <summary>The values in the customer's words: amounts, numbers, identifiers and e-mail addresses, in their order.</summary>
internal sealed partial class MessageValues
{
    private readonly List<string> amounts = [];
    private readonly List<string> numbers = [];
    private readonly List<string> identifiers = [];
    private readonly List<string> emails = [];
    private readonly string text;

    public MessageValues(string text)
    {
        this.text = text;
        var rest = Email().Replace(text, match => Take(emails, match.Value.TrimEnd('.')));
        rest = Amount().Replace(rest, match => Take(amounts, PlainAmount(match.Groups["value"].Value)));
        foreach (Match token in Token().Matches(rest))
            AddToken(token.Value);
        if (identifiers.Count == 0)
            identifiers.AddRange(numbers.Where(number => number.Length >= 4 && number.All(char.IsAsciiDigit)));
    }

    /// <summary>Whether <paramref name="place"/> is the name of a value that a message can contain.</summary>
    public static bool Knows(string place) => place is "amount" or "amount2" or "number" or "identifier" or "email" or "text";

    /// <summary>The value of a place; null if these words have none.</summary>
    public string? Find(string place) =>
        place switch
        {
            "amount" => amounts.ElementAtOrDefault(0),
            "amount2" => amounts.ElementAtOrDefault(1),
            "number" => numbers.ElementAtOrDefault(0) ?? amounts.ElementAtOrDefault(0),
            "identifier" => identifiers.ElementAtOrDefault(0),
            "email" => emails.ElementAtOrDefault(0),
            "text" => text.Length == 0 ? null : text,
            _ => null,
        };

    /// <summary>What to call a place when asking the customer for it.</summary>
    public static string NameOf(string place) =>
        place switch
        {
            "amount" => "the amount",
            "amount2" => "both amounts",
            "number" => "the number",
            "identifier" => "the number or code of what this is about, such as an order or invoice number",
            "email" => "your e-mail address",
            _ => "what you need",
        };

    private static string Take(List<string> values, string value)
    {
        values.Add(value);
        return " ";
    }

    private void AddToken(string token)
    {
        var name = token.TrimStart('#');
        if (name.Length == 0 || !name.Any(char.IsAsciiDigit))
            return;
        if (name.All(digit => char.IsAsciiDigit(digit) || digit is '.' or ','))
        {
            name = name.TrimEnd('.', ',');
            if (token[0] == '#')
                identifiers.Add(name);
            numbers.Add(name.Replace(",", "", StringComparison.Ordinal));
            return;
        }

        // "2nd" and "5gb" begin with a digit, and "mp3" is short: none of them is an identifier of the customer's.
        name = name.TrimEnd('.', ',', '-', '_');
        if (token[0] == '#' || (char.IsAsciiLetter(name[0]) && (name.Length >= 4 || name.Contains('-', StringComparison.Ordinal))))
            identifiers.Add(name);
    }

    // Parses "1,299.00", "1.299,00" and "49,99". A last group of two digits is cents; other separators are for thousands.
    private static string PlainAmount(string amount)
    {
        var cents = amount.Length > 3 && amount[^3] is '.' or ',' ? amount[^2..] : null;
        var whole = string.Concat((cents is null ? amount : amount[..^3]).Where(char.IsAsciiDigit));
        whole = whole.TrimStart('0') is { Length: > 0 } digits ? digits : "0";
        return cents is null ? whole : string.Create(CultureInfo.InvariantCulture, $"{whole}.{cents}");
    }

    [GeneratedRegex(@"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(
        @"(?:[$€£¥]|\b(?:usd|eur|gbp|chf)) ?(?<value>[0-9]{1,12}(?:[.,][0-9]{2,3}){0,4}(?![0-9]))"
            + @"|(?<![\w.,-])(?<value>[0-9]{1,12}(?:[.,][0-9]{2,3}){0,4})(?: ?(?:[€£$]|(?:usd|eur|gbp|chf|dollars?|euros?|pounds|bucks"
            + @"|cents)\b))|(?<![\w.,-])(?<value>[0-9]{1,12}[.,][0-9]{2})(?![\w]|[.,][0-9])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Amount();

    [GeneratedRegex(@"#?[A-Za-z0-9][A-Za-z0-9_.,-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}

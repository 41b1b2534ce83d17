using System.Net;
using System.Text;
using System.Text.Json;

namespace Baton.Tests.Handoffs.Clearances;

/// <summary>A secret of each kind, the encodings in which it may be written, and a judge who decodes in ways of its own.</summary>
internal static class PlantedSecrets
{
    /// <summary>The kind, how it is said, and the letters and digits that nobody may read.</summary>
    public static readonly IReadOnlyList<(string Kind, string Text, string Secret)> All =
    [
        ("card", "card 4242 4242 4242 4242", "4242424242424242"),
        ("IBAN", "DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("SSN", "SSN 123-45-6789", "123456789"),
        ("password", "password: plum7Tree!x", "plum7Treex"),
        ("access key", "sk-live-4f9aB2c7D8e1F6a3", "sklive4f9aB2c7D8e1F6a3"),
        ("declared field", "passport_number: Q7ZKIWI", "Q7ZKIWI"),
    ];

    /// <summary>The encodings in which it is written.</summary>
    public static readonly IReadOnlyList<(string Name, Func<string, string> Of)> Encodings =
    [
        ("as it is", text => text),
        ("\\u escapes", text => string.Concat(text.Select(letter => $"\\u{(int)letter:x4}"))),
        (
            "\\u escapes of digits",
            text => string.Concat(text.Select(letter => char.IsDigit(letter) ? $"\\u{(int)letter:X4}" : $"{letter}"))
        ),
        ("\\u escapes twice", text => string.Concat(text.Select(letter => $"\\\\u{(int)letter:x4}"))),
        ("\\x escapes", text => string.Concat(text.Select(letter => $"\\x{(int)letter:x2}"))),
        ("\\u{} escapes", text => string.Concat(text.Select(letter => $"\\u{{{(int)letter:x}}}"))),
        ("percent", text => string.Concat(text.Select(letter => $"%{(int)letter:X2}"))),
        ("percent of spaces", text => text.Replace(" ", "%20", StringComparison.Ordinal)),
        ("percent of wide spaces", text => text.Replace(" ", "%C2%A0", StringComparison.Ordinal)),
        ("percent twice", text => text.Replace(" ", "%2520", StringComparison.Ordinal)),
        ("percent three times", text => text.Replace(" ", "%252520", StringComparison.Ordinal)),
        ("percent nine times", text => string.Concat(text.Select(letter => $"%25252525252525252{(int)letter:X2}"))),
        ("decimal entities", text => string.Concat(text.Select(letter => $"&#{(int)letter};"))),
        (
            "decimal entities of digits",
            text => string.Concat(text.Select(letter => char.IsDigit(letter) ? $"&#{(int)letter};" : $"{letter}"))
        ),
        ("hexadecimal entities", text => string.Concat(text.Select(letter => $"&#x{(int)letter:x};"))),
        ("entities with zeros", text => string.Concat(text.Select(letter => $"&#00{(int)letter};"))),
        ("entities twice", text => string.Concat(text.Select(letter => $"&amp;#{(int)letter};"))),
        ("entities eight times", text => string.Concat(text.Select(letter => $"&amp;amp;amp;amp;amp;amp;amp;#{(int)letter};"))),
        ("&nbsp;", text => text.Replace(" ", "&nbsp;", StringComparison.Ordinal)),
        ("&thinsp;", text => text.Replace(" ", "&thinsp;", StringComparison.Ordinal)),
        ("JSON string", text => JsonSerializer.Serialize(text)),
        ("JSON in JSON", text => JsonSerializer.Serialize(new { body = JsonSerializer.Serialize(new { text }) })),
        ("JSON in JSON, six deep", text => Nested(text, 6)),
        ("JSON in JSON, cut off", text => Nested(text, 3)[..^8]),
        ("JSON 70 deep", text => new string('[', 70) + JsonSerializer.Serialize(text) + new string(']', 70)),
        (
            "escapes in JSON 70 deep",
            text => new string('[', 70) + '"' + string.Concat(text.Select(letter => $"\\u{(int)letter:x4}")) + '"' + new string(']', 70)
        ),
        ("percent in JSON", text => JsonSerializer.Serialize(new { url = $"https://crm.example/?q={Uri.EscapeDataString(text)}" })),
        (
            "entities in JSON",
            text => JsonSerializer.Serialize(new { html = WebUtility.HtmlEncode(text).Replace(" ", "&#160;", StringComparison.Ordinal) })
        ),
        ("entities in percent", text => Uri.EscapeDataString(string.Concat(text.Select(letter => $"&#{(int)letter};")))),
        ("full-width letters", text => string.Concat(text.Select(letter => letter is > ' ' and <= '~' ? (char)(letter + 0xFEE0) : letter))),
    ];

    /// <summary>The text, decoded with the framework's own decoders until nothing changes.</summary>
    public static string Decoded(string text)
    {
        for (var round = 0; round < 24; round++)
        {
            var next = WebUtility.HtmlDecode(Uri.UnescapeDataString(text));
            next = System.Text.RegularExpressions.Regex.Replace(
                next,
                @"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))",
                match => ((char)Convert.ToInt32(match.Groups[1].Value + match.Groups[2].Value + match.Groups[3].Value, 16)).ToString()
            );
            next = next.Replace(@"\\", @"\", StringComparison.Ordinal);
            if (next == text)
                break;
            text = next;
        }

        return text.Normalize(NormalizationForm.FormKC);
    }

    /// <summary>Whether the letters and digits stand there in this order, whatever joins them.</summary>
    public static bool Shows(string text, string secret) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit))
            .Contains(string.Concat(secret.Where(char.IsLetterOrDigit)), StringComparison.Ordinal);

    private static string Nested(string text, int times) =>
        Enumerable.Range(0, times).Aggregate(text, (inner, _) => JsonSerializer.Serialize(new { body = inner }));
}

using System.Net;
using System.Text;
using System.Text.Json;
using Baton.Texts.Clearances;

namespace Baton.Tests.Handoffs.Clearances;

/// <summary>A field that a team declares sensitive is masked in every form of a tool's result, or the result is withheld.</summary>
public sealed class ResultFormsTests(ITestOutputHelper output)
{
    // Nothing in its form says that it is sensitive: only the field's name does.
    private const string Value = "Q7Z-KIWI mango";

    private static readonly Masking Masking = new(new ClearancePolicy { Fields = [new SensitiveField("passport_number")] });

    private static readonly (string Kind, string Text)[] Planted =
    [
        ("card", "card 4242 4242 4242 4242"),
        ("IBAN", "DE89 3704 0044 0532 0130 00"),
        ("SSN", "SSN 123-45-6789"),
        ("password", "password: plum7Tree!x"),
        ("access key", "sk-live-4f9aB2c7D8e1F6a3"),
        ("declared field", "passport_number: Q7ZKIWI"),
    ];

    private static readonly string[] Secrets =
    [
        "4242424242424242",
        "DE89370400440532013000",
        "123456789",
        "plum7Treex",
        "sklive4f9aB2c7D8e1F6a3",
        "Q7ZKIWI",
    ];

    private static readonly (string Name, Func<string, string> Of)[] Encodings =
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

    public static TheoryData<string> Forms => new(ResultForms.All.Keys);

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_declared_field_is_masked_in_every_form_of_a_result(string form)
    {
        foreach (var write in ResultForms.Names)
        {
            var result = ResultForms.All[form](write("passport_number"), Value);

            var masked = Masking.ApplyToResult(result, Clearance.Normal);

            Assert.False(Shows(masked, "Q7Z") || Shows(masked, "KIWI") || Shows(masked, "mango"), $"{result}\n--->\n{masked}");
            Assert.Equal(masked, Masking.ApplyToResult(masked, Clearance.Normal));
            Assert.Same(result, Masking.ApplyToResult(result, Clearance.Sensitive));
        }
    }

    [Fact]
    public void The_forms_that_leak_a_declared_field_are_none()
    {
        var leaks = ResultForms
            .All.Where(form => Shows(Masking.ApplyToResult(form.Value("passport_number", Value), Clearance.Normal), "KIWI"))
            .Select(form => form.Key)
            .ToList();
        output.WriteLine($"{leaks.Count} of {ResultForms.All.Count} forms leak: {string.Join(", ", leaks)}");

        Assert.Empty(leaks);
    }

    [Fact]
    public void A_secret_of_any_kind_is_hidden_in_every_encoding()
    {
        var leaks = new List<string>();
        for (var kind = 0; kind < Planted.Length; kind++)
        {
            foreach (var (name, encode) in Encodings)
            {
                var masked = Masking.ApplyToResult(encode(Planted[kind].Text), Clearance.Normal);
                if (Shows(Decoded(masked), Secrets[kind]))
                    leaks.Add($"{Planted[kind].Kind} as {name}: {masked}");
            }
        }

        output.WriteLine($"{leaks.Count} of {Planted.Length * Encodings.Length} leak:\n{string.Join("\n", leaks)}");

        Assert.Empty(leaks);
    }

    // The judge decodes in its own way, with the framework's decoders, until nothing changes.
    private static string Decoded(string text)
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

    // Whether the letters and digits stand there in this order, whatever joins them.
    private static bool Shows(string text, string secret) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit))
            .Contains(string.Concat(secret.Where(char.IsLetterOrDigit)), StringComparison.Ordinal);

    private static string Nested(string text, int times) =>
        Enumerable.Range(0, times).Aggregate(text, (inner, _) => JsonSerializer.Serialize(new { body = inner }));
}

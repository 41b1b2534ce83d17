using System.Net;
using System.Text;
using System.Text.Json;
using Baton.Texts.Clearances;
using CsCheck;

namespace Baton.Tests.Handoffs.Clearances;

/// <summary>A declared field stays hidden when forms of results are put into one another, as tools that call tools write them.</summary>
public sealed class NestedFormProperties
{
    // The name's own forms and the value's words have no letters in common that a mask could have too.
    private const string Letters = "QZKXWJ0123456789";

    private static readonly Masking Masking = new(new ClearancePolicy { Fields = [new SensitiveField("passport_number")] });

    private static readonly (string Name, Func<string, string> Of)[] Wraps =
    [
        ("JSON string", text => JsonSerializer.Serialize(text)),
        ("member of JSON", text => JsonSerializer.Serialize(new { status = 200, body = text })),
        ("item of JSON", text => JsonSerializer.Serialize(new[] { "ok", text })),
        ("cut-off JSON", text => JsonSerializer.Serialize(new { body = text, next = "page 2" })[..^9]),
        ("fence", text => $"Here it is:\n```\n{text}\n```\nAnything else?"),
        ("sentences around it", text => $"I looked it up for you.\n\n{text}\n\nThat is all there is."),
        ("quoted lines", text => $"They wrote:\n> {text.Replace("\n", "\n> ", StringComparison.Ordinal)}\n"),
        ("indented lines", text => $"stdout:\n    {text.Replace("\n", "\n    ", StringComparison.Ordinal)}\nexit: 0\n"),
        ("YAML block", text => $"status: 200\nbody: |\n  {text.Replace("\n", "\n  ", StringComparison.Ordinal)}\nsize: 12\n"),
        ("XML element", text => $"<response><status>200</status><body>{text}</body></response>"),
        ("XML with entities", text => $"<response><body>{WebUtility.HtmlEncode(text)}</body></response>"),
        ("CDATA", text => $"<response><body><![CDATA[{text}]]></body></response>"),
        ("query string", text => $"https://crm.example/log?level=info&message={Uri.EscapeDataString(text)}&at=1200"),
        ("log line", text => $"2026-11-30 12:00:01 INFO crm - answered: {text}"),
    ];

    private static readonly string[] Joints =
    [
        " ",
        "-",
        "/",
        ".",
        "+",
        "_",
        "@",
        "#",
        ", ",
        ",",
        "; ",
        " | ",
        ": ",
        "=",
        " & ",
        "'",
        " (",
        "\u00A0",
        "\\",
        "$",
        "*",
        " - ",
        "!",
        "?",
        "~",
        "^",
    ];

    private static readonly Gen<string> Word = Gen.Char[Letters].Array[2, 8].Select(letters => $"QZK{new string(letters)}");

    private static readonly Gen<string> Values = Gen.Select(Word, Gen.Select(Pick(Joints), Word).Array[0, 3])
        .Select((first, more) => first + string.Concat(more.Select(part => part.Item1 + part.Item2)));

    private static readonly Gen<(string, string, string)> Results =
        from form in Pick(ResultForms.All.Keys.ToArray())
        from other in Pick(ResultForms.All.Keys.ToArray())
        from two in Gen.Int[0, 3]
        from name in Pick(ResultForms.Names.ToArray())
        from value in Values
        from wraps in Pick(Wraps).Array[0, 2]
        select (
            form + (two == 0 ? " + " + other : ""),
            value,
            wraps.Aggregate(
                ResultForms.All[form](name("passport_number"), value)
                    + (two == 0 ? "\n" + ResultForms.All[other](name("passport_number"), value) : ""),
                (text, wrap) => wrap.Of(text)
            )
        );

    [Fact]
    public void A_declared_field_stays_hidden_in_forms_that_are_put_into_one_another()
    {
        var m = Masking;
        var d = new Dictionary<string, int>();
        var lines = new List<string>();
        void Count(string k)
        {
            lock (d)
                d[k] = d.GetValueOrDefault(k) + 1;
        }
        foreach (var form in ResultForms.All)
        foreach (var a in Wraps.Append(("-", t => t)))
        foreach (var b in Wraps.Append(("-", t => t)))
        {
            var depth = (a.Item1 == "-" ? 0 : 1) + (b.Item1 == "-" ? 0 : 1);
            var result = b.Item2(a.Item2(form.Value("passport_number", "QZK123WJX90")));
            var masked = m.ApplyToResult(result, Clearance.Normal);
            Count($"depth {depth} all");
            if (Shows(masked))
            {
                Count($"depth {depth} leaks");
                lines.Add($"{form.Key} | {a.Item1} | {b.Item1}");
            }
            if (masked.Length < 60 && masked.Contains("withheld"))
            {
                Count($"depth {depth} withheld whole");
                if (depth == 0)
                    lines.Add("WITHHELD " + form.Key);
            }
            if (!Shows(result))
            {
                Count($"depth {depth} hidden before");
            }
            if (masked == result)
                Count($"depth {depth} unchanged");
            if (Shows(Masking.Default.ApplyToResult(result, Clearance.Normal)))
                Count($"depth {depth} shown without declaration");
        }
        Results.Sample(
            (form, value, result) =>
            {
                Count("sample");
                var masked = m.ApplyToResult(result, Clearance.Normal);
                if (Shows(masked))
                {
                    Count("F " + form);
                    foreach (var j in Joints)
                        if (value.Contains(j))
                            Count("J " + j);
                    lock (d)
                        lines.Add("SAMPLE\n" + result + "\n-->\n" + masked);
                    Count("sample leaks");
                }
            },
            iter: 60000
        );
        System.IO.File.WriteAllText(
            "/tmp/m2-leaks.txt",
            string.Join("\n", d.OrderBy(p => p.Key).Select(p => p.Key + " " + p.Value)) + "\n" + string.Join("\n", lines)
        );
    }

    private static Gen<T> Pick<T>(T[] items) => Gen.Int[0, items.Length - 1].Select(index => items[index]);

    private static bool Shows(string text) => text.Normalize(NormalizationForm.FormKC).Contains("QZK", StringComparison.OrdinalIgnoreCase);
}

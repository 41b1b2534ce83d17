namespace Baton.Bench;

/// <summary>Texts that are made to be slow to read, by form. Each repeats one thing to any length.</summary>
internal static class HostileTexts
{
    public static readonly IReadOnlyList<(string Name, string Unit)> Forms =
    [
        ("one letter", "a"),
        ("one capital", "A"),
        ("one word", "refund "),
        ("blanks", " "),
        ("no-break blanks", "\u00a0"),
        ("new lines", "\n"),
        ("blank lines", " \r\n"),
        ("tabs", "\t"),
        ("digits", "7"),
        ("digits in pairs", "41 "),
        ("digits and dashes", "4-"),
        ("amounts", "$1."),
        ("points", "."),
        ("dashes", "-"),
        ("letters and points", "a."),
        ("letters and dashes", "a-"),
        ("commas", "a,"),
        ("quotes", "\""),
        ("opening quotes", "\u201c"),
        ("questions in quotes", "\"ok? "),
        ("guillemets", "«a. »"),
        ("apostrophes", "'"),
        ("backticks", "`"),
        ("fences", "```\n"),
        ("round brackets", "("),
        ("square brackets", "["),
        ("curly brackets", "{"),
        ("pairs of brackets", "[]"),
        ("angle brackets", "<"),
        ("tags", "<a>"),
        ("tags of calls", "<tool_call>"),
        ("keys", "{\"a\":"),
        ("escapes", "\\u0041"),
        ("percents", "%20"),
        ("entities", "&#52;"),
        ("ats", "@"),
        ("addresses", "a@a."),
        ("links", "http://a/"),
        ("equals", "a=b&"),
        ("combining marks", "e\u0301"),
        ("marks alone", "\u0301"),
        ("broken surrogates", "\ud83d"),
        ("emoji", "\U0001f600"),
        ("zero-width blanks", "\u200b"),
        ("full-width digits", "\uff14"),
        ("Arabic digits", "\u0664"),
        ("Chinese", "\u9000"),
        ("names", "Anna "),
        ("questions", "ok? "),
        ("passwords", "password is "),
        ("dates", "8 March "),
        ("number words", "twenty "),
        ("masks", "[card ending 4242]"),
    ];

    /// <summary>A form, repeated to a length.</summary>
    public static string Of(string unit, int length)
    {
        var text = new char[length];
        for (var at = 0; at < length; at++)
            text[at] = unit[at % unit.Length];
        return new string(text);
    }
}

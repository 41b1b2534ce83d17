using System.Text;

namespace Baton.Texts.Clearances;

/// <summary>
/// Says in words what a mask stands for, so that it fits behind what was written before it: "your card [card ending 4242]" becomes "your
/// card ending in 4242". Only what is in front of a mask counts, so a text that is still being written gets the same words.
/// </summary>
internal static class MaskWords
{
    // As much of the sentence in front of a mask as is looked at.
    private const int Nearest = 48;

    private static readonly string[] Determiners = ["your", "the", "this", "that", "a", "an", "my", "our", "their", "his", "her", "its"];

    public static void Append(StringBuilder text, ReadOnlySpan<char> mask)
    {
        var content = mask[1..^1];
        var before = Before(text);
        if (content.StartsWith("withheld: "))
        {
            AppendWithCase(text, before, "something that I cannot show here");
            return;
        }

        var ending = content.LastIndexOf(" ending ");
        var noun = ending < 0 ? content.ToString().Replace('_', ' ') : NounOf(content[..ending]);
        var rest = ending < 0 ? "(hidden)" : $"ending in {content[(ending + " ending ".Length)..]}";
        if (IsNamed(before, noun))
            text.Append(rest);
        else if (EndsWithDeterminer(before))
            text.Append(noun).Append(' ').Append(rest);
        else
            AppendWithCase(text, before, $"your {noun} {rest}");
    }

    private static string NounOf(ReadOnlySpan<char> kind) =>
        kind switch
        {
            "card" => "card",
            "IBAN" => "bank account",
            _ => "social security number",
        };

    // The end of what is written, within its sentence.
    private static string Before(StringBuilder text)
    {
        var from = Math.Max(0, text.Length - Nearest);
        var near = text.ToString(from, text.Length - from);
        var sentence = near.AsSpan().TrimEnd().LastIndexOfAny('.', '!', '?') is >= 0 and var end ? end + 1 : 0;
        var line = near.LastIndexOf('\n') + 1;
        return from > 0 && sentence == 0 && line == 0 ? near : near[Math.Max(sentence, line)..];
    }

    // "card", "card number", "password is", "IBAN:"
    private static bool IsNamed(ReadOnlySpan<char> before, string noun)
    {
        before = before.TrimEnd(" *_'\"“(:=`");
        foreach (var filler in (ReadOnlySpan<string>)[" is", " was", " number", " no."])
        {
            if (before.EndsWith(filler, StringComparison.OrdinalIgnoreCase))
                before = before[..^filler.Length].TrimEnd();
        }

        return EndsWithWord(before, noun)
            || noun switch
            {
                "bank account" => EndsWithWord(before, "account") || EndsWithWord(before, "iban"),
                "social security number" => EndsWithWord(before, "ssn") || EndsWithWord(before, "social security"),
                "card" => EndsWithWord(before, "visa") || EndsWithWord(before, "mastercard") || EndsWithWord(before, "amex"),
                _ => false,
            };
    }

    private static bool EndsWithDeterminer(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        foreach (var word in Determiners)
        {
            if (EndsWithWord(before, word))
                return true;
        }

        return false;
    }

    private static bool EndsWithWord(ReadOnlySpan<char> text, string word) =>
        text.EndsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !char.IsLetter(text[^(word.Length + 1)]));

    private static void AppendWithCase(StringBuilder text, string before, string words)
    {
        if (string.IsNullOrWhiteSpace(before))
            text.Append(char.ToUpperInvariant(words[0])).Append(words, 1, words.Length - 1);
        else
            text.Append(words);
    }
}

namespace Baton.Texts.Tokens;

/// <summary>
/// Estimates how many tokens a model reads in a text, from its letters alone: no vocabulary is loaded. The rates per script are those of
/// OpenAI's o200k encoding, rounded up, so that the estimate is seldom too low. docs/briefings.md says how close it comes.
/// </summary>
public static class TokenEstimate
{
    /// <summary>Estimates the tokens of a text; 0 of an empty one.</summary>
    public static int Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = 0.0;
        var index = 0;
        while (index < text.Length)
        {
            var script = ScriptOf(text[index]);
            var end = index + 1;
            var accents = AccentsOf(text[index]);
            while (end < text.Length && ScriptOf(text[end]) == script)
                accents += AccentsOf(text[end++]);
            // A space belongs to the word behind it, but to no number.
            tokens +=
                script == Script.Space && end - index == 1
                    ? end < text.Length && ScriptOf(text[end]) == Script.Digit
                        ? 1
                        : 0
                    : TokensOf(script, end - index) + accents;
            index = end;
        }

        return (int)Math.Ceiling(tokens);
    }

    // A short Latin word is one token, and a long one is cut. Words of other alphabets are cut sooner; signs that stand for a syllable or a
    // word take most of a token each.
    private static double TokensOf(Script script, int length) =>
        script switch
        {
            Script.Latin => length <= 4 ? 1 : 1 + ((length - 4) * 0.11),
            Script.Alphabet => 0.7 + (length * 0.2),
            Script.Kana => length * 0.67,
            Script.Han => length * 0.9,
            Script.Digit => (length + 2) / 3,
            Script.Mark => length <= 2 ? 1 : 1 + (length / 4.0),
            Script.Other => length * 1.5,
            _ => 1,
        };

    // Letters with accents cut a word, those beyond Western Europe's the more.
    private static double AccentsOf(char letter) =>
        letter switch
        {
            < '\u00C0' => 0,
            < '\u0100' => 0.3,
            < '\u0250' => 1,
            _ => 0,
        };

    private static Script ScriptOf(char letter) =>
        letter switch
        {
            >= 'a' and <= 'z' or >= 'A' and <= 'Z' => Script.Latin,
            ' ' or '\t' => Script.Space,
            >= '0' and <= '9' => Script.Digit,
            '\n' or '\r' => Script.LineEnd,
            < '\u00C0' => Script.Mark,
            < '\u0250' => Script.Latin,
            < '\u0E00' => Script.Alphabet,
            < '\u2000' or (>= '\uAC00' and < '\uD800') or (>= '\u3040' and < '\u3100') => Script.Kana,
            < '\u3040' => Script.Mark,
            >= '\u3400' and < '\uA000' => Script.Han,
            _ => Script.Other,
        };

    private enum Script
    {
        Latin,
        Alphabet,
        Kana,
        Han,
        Digit,
        Space,
        LineEnd,
        Mark,
        Other,
    }
}

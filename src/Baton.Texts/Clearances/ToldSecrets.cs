using System.Buffers;

namespace Baton.Texts.Clearances;

/// <summary>
/// Finds secrets by the word before them: "my password is hunter2", "PIN 1234", "api_key=…", "https://user:password@host". The words are
/// English, with a few of neighbouring languages. Keys with an issuer's prefix are found without any word (<see cref="AccessKeys"/>).
/// </summary>
internal static class ToldSecrets
{
    private static readonly (string Word, SensitiveKind Kind)[] Words =
    [
        ("password", SensitiveKind.Password),
        ("passwd", SensitiveKind.Password),
        ("passphrase", SensitiveKind.Password),
        ("passcode", SensitiveKind.Password),
        ("pwd", SensitiveKind.Password),
        ("passwort", SensitiveKind.Password),
        ("kennwort", SensitiveKind.Password),
        ("mot de passe", SensitiveKind.Password),
        ("contrase\u00F1a", SensitiveKind.Password),
        ("wachtwoord", SensitiveKind.Password),
        ("pass:", SensitiveKind.Password),
        ("pass=", SensitiveKind.Password),
        ("pw:", SensitiveKind.Password),
        ("pw=", SensitiveKind.Password),
        ("pin", SensitiveKind.Pin),
        ("cvc", SensitiveKind.CardCode),
        ("cvv", SensitiveKind.CardCode),
        ("security code", SensitiveKind.CardCode),
        ("card code", SensitiveKind.CardCode),
        ("ssn", SensitiveKind.SocialSecurity),
        ("social security", SensitiveKind.SocialSecurity),
        ("api key", SensitiveKind.ApiKey),
        ("api_key", SensitiveKind.ApiKey),
        ("api-key", SensitiveKind.ApiKey),
        ("apikey", SensitiveKind.ApiKey),
        ("access key", SensitiveKind.ApiKey),
        ("access_key", SensitiveKind.ApiKey),
        ("accesskey", SensitiveKind.ApiKey),
        ("secret", SensitiveKind.ApiKey),
        ("token", SensitiveKind.Token),
        ("bearer", SensitiveKind.Token),
        ("authorization", SensitiveKind.Token),
    ];

    private static readonly SearchValues<string> AnyWord = SearchValues.Create(
        [.. Words.Select(word => word.Word), "://"],
        StringComparison.OrdinalIgnoreCase
    );

    public static void Find(ReadOnlySpan<char> text, ref Findings findings)
    {
        for (var at = 0; text[at..].IndexOfAny(AnyWord) is >= 0 and var next; )
        {
            at += next;
            at = text[at] == ':' ? ToldPlaces.FindInAddress(text, at + 3, ref findings) : FindBehindWord(text, at, ref findings);
        }
    }

    // Continues after what was found, so that nothing is read twice, however often a text has the words.
    private static int FindBehindWord(ReadOnlySpan<char> text, int at, ref Findings findings)
    {
        foreach (var (word, kind) in Words)
        {
            if (!text[at..].StartsWith(word, StringComparison.OrdinalIgnoreCase))
                continue;
            var isPair = word[^1] is ':' or '=';
            var behind = at + (isPair ? word.Length - 1 : word.Length);
            if (isPair && at > 0 && char.IsLetter(text[at - 1]))
                continue;
            var end = kind switch
            {
                SensitiveKind.Password => ToldPasswords.FindBehind(text, at, behind, ref findings),
                SensitiveKind.Pin => ToldNumbers.FindBehind(text, at, behind, fewest: 3, most: 12, kind, ref findings),
                SensitiveKind.CardCode => ToldNumbers.FindBehind(text, at, behind, fewest: 3, most: 4, kind, ref findings),
                SensitiveKind.SocialSecurity => ToldNumbers.FindBehind(
                    text,
                    at,
                    behind,
                    SocialSecurityNumbers.Digits,
                    SocialSecurityNumbers.Digits,
                    kind,
                    ref findings
                ),
                _ => ToldPlaces.FindKeyBehind(text, behind, kind, ref findings),
            };
            if (end > 0)
                return end;
        }

        return at + 1;
    }
}

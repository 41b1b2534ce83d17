using System.Buffers;

namespace Baton.Texts.Clearances;

/// <summary>
/// Finds keys and tokens by their issuers' prefixes, private keys in PEM (RFC 7468), and long strings that are clearly random.
/// </summary>
internal static class AccessKeys
{
    private const string PemBegin = "-----BEGIN ";
    private const string PemEnd = "-----END ";
    private const int FewestInNextLine = 8;
    private const int FewestRandom = 32;

    // A prefix, and the least number of characters after it.
    private static readonly (string Beginning, int Fewest, SensitiveKind Kind)[] Beginnings =
    [
        ("sk-", 16, SensitiveKind.ApiKey),
        ("sk_live_", 8, SensitiveKind.ApiKey),
        ("sk_test_", 8, SensitiveKind.ApiKey),
        ("rk_live_", 8, SensitiveKind.ApiKey),
        ("pk_live_", 8, SensitiveKind.ApiKey),
        ("whsec_", 16, SensitiveKind.ApiKey),
        ("AKIA", 16, SensitiveKind.ApiKey),
        ("ASIA", 16, SensitiveKind.ApiKey),
        ("AIza", 30, SensitiveKind.ApiKey),
        ("SG.", 16, SensitiveKind.ApiKey),
        ("hf_", 16, SensitiveKind.ApiKey),
        ("npm_", 16, SensitiveKind.ApiKey),
        ("pypi-", 16, SensitiveKind.ApiKey),
        ("dop_v1_", 16, SensitiveKind.ApiKey),
        ("shpat_", 16, SensitiveKind.ApiKey),
        ("AGE-SECRET-KEY-", 16, SensitiveKind.ApiKey),
        ("ghp_", 16, SensitiveKind.Token),
        ("gho_", 16, SensitiveKind.Token),
        ("ghu_", 16, SensitiveKind.Token),
        ("ghs_", 16, SensitiveKind.Token),
        ("ghr_", 16, SensitiveKind.Token),
        ("github_pat_", 16, SensitiveKind.Token),
        ("glpat-", 16, SensitiveKind.Token),
        ("xoxb-", 10, SensitiveKind.Token),
        ("xoxp-", 10, SensitiveKind.Token),
        ("xoxa-", 10, SensitiveKind.Token),
        ("xoxs-", 10, SensitiveKind.Token),
        ("xoxr-", 10, SensitiveKind.Token),
        ("xapp-", 10, SensitiveKind.Token),
        ("ya29.", 16, SensitiveKind.Token),
        ("eyJ", 16, SensitiveKind.Token),
    ];

    private static readonly SearchValues<string> AnyBeginning = SearchValues.Create(
        [.. Beginnings.Select(known => known.Beginning), PemBegin],
        StringComparison.Ordinal
    );

    public static void Find(ReadOnlySpan<char> text, ref Findings findings)
    {
        for (var at = 0; text[at..].IndexOfAny(AnyBeginning) is >= 0 and var next; )
        {
            at += next;
            at = text[at] == '-' ? FindPem(text, at, ref findings) : FindKnown(text, at, ref findings);
        }
    }

    /// <summary>Finds runs of 32 or more letters and digits that switch between cases and digits as only random strings do.</summary>
    public static void FindRandom(ReadOnlySpan<char> text, ref Findings findings)
    {
        for (var at = 0; at + FewestRandom <= text.Length; )
        {
            // A run that is long enough has no other character in its first part, so it begins after the last such character at the
            // earliest.
            var last = text.Slice(at, FewestRandom).LastIndexOfAnyExcept(Ascii.KeyCharacters);
            if (last >= 0)
            {
                at += last + 1;
                continue;
            }

            var run = Ascii.RunAtStart(text[at..], Ascii.KeyCharacters);
            if (IsRandom(text.Slice(at, run)))
                findings.AddSecret(at, at + run, SensitiveKind.Token);
            at += run;
        }
    }

    /// <summary>The end of a key that continues on the next line or after a space, as long as what follows is not a word.</summary>
    public static int EndOf(ReadOnlySpan<char> text, int end)
    {
        while (end + FewestInNextLine < text.Length && char.IsWhiteSpace(text[end]))
        {
            var start = text[end] == '\r' && text[end + 1] == '\n' ? end + 2 : end + 1;
            var next = text[start..];
            next = next[..Ascii.RunAtStart(next, Ascii.KeyCharacters)];
            if (next.Length < FewestInNextLine || !Ascii.HasDigit(next) || !Ascii.HasLetter(next) || next.ContainsAny('-', '.', '/'))
                break;
            end = start + next.Length;
        }

        return end;
    }

    private static int FindKnown(ReadOnlySpan<char> text, int at, ref Findings findings)
    {
        // "task-…", "desk-…": most prefixes do not end a word, but the shortest one does.
        if (text[at] == 's' && at > 0 && char.IsAsciiLetter(text[at - 1]))
            return at + 1;
        foreach (var (beginning, fewest, kind) in Beginnings)
        {
            if (!text[at..].StartsWith(beginning, StringComparison.Ordinal))
                continue;
            var start = at + beginning.Length;
            var key = text[start..];
            key = key[..Ascii.RunAtStart(key, Ascii.KeyCharacters)];
            var end = EndOf(text, start + key.Length);
            if (
                end - start < fewest
                || !Ascii.HasDigit(text[start..end])
                || (kind == SensitiveKind.ApiKey && !Ascii.HasLetter(text[start..end]))
            )
                return start;
            while (text[end - 1] == '.')
                end--;
            findings.AddSecret(at, end, kind);
            return end;
        }

        return at + 1;
    }

    // A private key without its end is masked up to the end of the text: masking too much is better than half of it.
    private static int FindPem(ReadOnlySpan<char> text, int at, ref Findings findings)
    {
        var label = text.Slice(at, Math.Min(80, text.Length - at));
        if (label.IndexOf("PRIVATE KEY", StringComparison.OrdinalIgnoreCase) < 0)
            return at + PemBegin.Length;
        var body = text[at..].IndexOf(PemEnd, StringComparison.Ordinal);
        var end = text.Length;
        if (body >= 0)
        {
            var begins = at + body + PemEnd.Length;
            var close = text.Slice(begins, Math.Min(80, text.Length - begins)).IndexOf("-----", StringComparison.Ordinal);
            end = close < 0 ? begins : begins + close + 5;
        }

        findings.AddSecret(at, end, SensitiveKind.PrivateKey);
        return end;
    }

    // Names in camel case switch case too, but rarely so often and with digits; addresses contain words.
    private static bool IsRandom(ReadOnlySpan<char> run)
    {
        var (changes, digits, lowers, longestWord, word) = (0, 0, 0, 0, 0);
        for (var place = 0; place < run.Length; place++)
        {
            var letter = run[place];
            digits += char.IsAsciiDigit(letter) ? 1 : 0;
            lowers += char.IsAsciiLetterLower(letter) ? 1 : 0;
            word = char.IsAsciiLetterLower(letter) ? word + 1 : 0;
            longestWord = Math.Max(longestWord, word);
            if (
                place > 0
                && (
                    char.IsAsciiDigit(letter) != char.IsAsciiDigit(run[place - 1])
                    || (char.IsAsciiLetterUpper(letter) && char.IsAsciiLetterLower(run[place - 1]))
                )
            )
                changes++;
        }

        var capitals = run.Length - lowers - digits;
        return digits >= 3 && lowers >= 6 && capitals >= 6 && longestWord < 7 && changes * 10 >= run.Length * 3;
    }
}

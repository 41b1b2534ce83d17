namespace Baton.Texts.Clearances;

/// <summary>
/// Finds IBANs (ISO 13616): a country code, two check digits and the number of letters and digits of that country, valid by modulo 97.
/// </summary>
internal static class BankAccounts
{
    private const int LongestGap = 3;
    private const int Longest = 34;

    public static void Find(ReadOnlySpan<char> text, ref Findings findings)
    {
        Span<char> account = stackalloc char[Longest];
        for (var at = 0; at + 4 <= text.Length; )
        {
            // The two check digits are adjacent, so looking at every second position is enough to find them.
            var digit = text[(at + 2)..].IndexOfAnyInRange('0', '9');
            if (digit < 0)
                return;
            at += digit;
            if (
                at + 4 > text.Length
                || !char.IsAsciiDigit(text[at + 3])
                || LengthIn(text[at], text[at + 1]) is not (> 0 and var length)
                || Read(text, at, account[..length]) is not (> 0 and var end)
                || !IsRight(account[..length])
            )
            {
                at++;
                continue;
            }

            findings.Add(
                at,
                end,
                SensitiveKind.BankAccount,
                Clearance.Sensitive,
                MaskText.Ending(SensitiveKind.BankAccount, account[(length - 4)..length])
            );
            at = end;
        }
    }

    // Copies the account in upper case; returns where it ends, or 0.
    private static int Read(ReadOnlySpan<char> text, int at, Span<char> account)
    {
        var (count, gap) = (0, 0);
        for (; at < text.Length; at++)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
            {
                account[count++] = char.ToUpperInvariant(text[at]);
                gap = 0;
                if (count == account.Length)
                    return at + 1;
            }
            else if (++gap > LongestGap || !(char.IsWhiteSpace(text[at]) || text[at] is '-' or '.' or '_'))
            {
                return 0;
            }
        }

        return 0;
    }

    private static bool IsRight(ReadOnlySpan<char> account)
    {
        var rest = 0;
        for (var place = 0; place < account.Length; place++)
        {
            var letter = account[(place + 4) % account.Length];
            rest = char.IsAsciiDigit(letter) ? ((rest * 10) + letter - '0') % 97 : ((rest * 100) + letter - 'A' + 10) % 97;
        }

        return rest == 1;
    }

    // The lengths in the IBAN registry; 0 for letters that are not a country with IBANs.
    private static int LengthIn(char first, char second)
    {
        ReadOnlySpan<char> country = [char.ToUpperInvariant(first), char.ToUpperInvariant(second)];
        return country switch
        {
            "NO" => 15,
            "BE" or "BI" => 16,
            "DK" or "FI" or "FO" or "GL" or "NL" or "SD" or "FK" => 18,
            "MK" or "SI" => 19,
            "AT" or "BA" or "EE" or "KZ" or "LT" or "LU" or "XK" or "MN" => 20,
            "CH" or "CR" or "HR" or "LI" or "LV" => 21,
            "BG" or "BH" or "DE" or "GB" or "GE" or "IE" or "ME" or "RS" or "VA" => 22,
            "AE" or "GI" or "IL" or "IQ" or "OM" or "SO" or "TL" => 23,
            "AD" or "CZ" or "ES" or "MD" or "PK" or "RO" or "SA" or "SE" or "SK" or "TN" or "VG" => 24,
            "LY" or "PT" or "ST" => 25,
            "IS" or "TR" => 26,
            "FR" or "GR" or "IT" or "MC" or "MR" or "SM" or "DJ" => 27,
            "AL" or "AZ" or "BY" or "CY" or "DO" or "GT" or "HU" or "LB" or "PL" or "SV" or "NI" => 28,
            "BR" or "EG" or "PS" or "QA" or "UA" => 29,
            "JO" or "KW" or "MU" or "YE" => 30,
            "MT" or "SC" => 31,
            "LC" => 32,
            "RU" => 33,
            _ => 0,
        };
    }
}

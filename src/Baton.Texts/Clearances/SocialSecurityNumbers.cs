namespace Baton.Texts.Clearances;

/// <summary>
/// Finds US social security numbers in their usual form: three, two and four digits with dashes. Without dashes they look like phone and
/// order numbers, and count only after their name (<see cref="ToldSecrets"/>).
/// </summary>
internal static class SocialSecurityNumbers
{
    public const int Digits = 9;

    public static void Find(ReadOnlySpan<char> text, ref Findings findings)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var dash = text[at..].IndexOf('-');
            if (dash < 0)
                return;
            at += dash;
            if (at < 3 || at + 8 > text.Length || text[at + 3] != '-' || (at > 3 && char.IsAsciiDigit(text[at - 4])))
                continue;
            var number = text[(at - 3)..(at + 8)];
            if (
                IsGroup(number[..3])
                && IsGroup(number[4..6])
                && IsGroup(number[7..])
                && !(at + 8 < text.Length && char.IsAsciiDigit(text[at + 8]))
            )
                findings.Add(
                    at - 3,
                    at + 8,
                    SensitiveKind.SocialSecurity,
                    Clearance.Sensitive,
                    MaskText.Ending(SensitiveKind.SocialSecurity, number[7..])
                );
        }
    }

    // No group is all zeros (Social Security Administration). Areas of 900 and more are taxpayers' numbers, and count too.
    private static bool IsGroup(ReadOnlySpan<char> group) => !group.ContainsAnyExceptInRange('0', '9') && group.ContainsAnyExcept('0');
}

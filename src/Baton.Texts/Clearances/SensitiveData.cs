using System.Text;
using System.Text.RegularExpressions;
using Baton.Texts.Expressions;

namespace Baton.Texts.Clearances;

/// <summary>
/// Finds sensitive data: payment cards, bank accounts, social security numbers, passwords, PINs, card codes, keys and tokens, and what the
/// team's policy names. It reads other forms of digits and letters, invisible characters, and line breaks inside numbers. It does not
/// decode deliberate encodings: digits as words, base64, a value spread over messages.
/// </summary>
/// <remarks>It takes time proportional to the length of the text, whatever the text is.</remarks>
internal sealed class SensitiveData
{
    private const int FewestDigits = 9;

    private readonly List<(Regex Pattern, Clearance Sensitivity, string Mask)> patterns;
    private readonly MaskText masks;

    public SensitiveData(ClearancePolicy policy)
    {
        patterns =
        [
            .. policy.Patterns.Select(pattern =>
                (LinearPattern.Compile(pattern.Pattern), pattern.Sensitivity, MaskText.Named(pattern.Name))
            ),
        ];
        masks = new MaskText(policy.Patterns.Select(pattern => pattern.Name).Concat(SensitiveFields.NamesOf(policy)));
    }

    /// <summary>Whether the text is exactly one mask.</summary>
    public bool IsMask(ReadOnlySpan<char> text) => text.StartsWith('[') && masks.LengthAtStart(text) == text.Length;

    public bool IsMaskAtStart(ReadOnlySpan<char> text) => masks.LengthAtStart(text) > 0;

    public bool MayBeginMask(ReadOnlySpan<char> text) => masks.MayBegin(text);

    /// <summary>The first mask in a text, or null.</summary>
    public string? FindMask(string text)
    {
        if (!masks.IsIn(text))
            return null;
        for (var at = text.IndexOf('['); at >= 0; at = text.IndexOf('[', at + 1))
        {
            if (masks.LengthAtStart(text.AsSpan(at)) is > 0 and var length)
                return text.Substring(at, length);
        }

        return null;
    }

    /// <summary>The text with words in place of masks.</summary>
    public string InWords(string text)
    {
        if (!masks.IsIn(text))
            return text;
        var words = new StringBuilder(text.Length + 32);
        var from = 0;
        for (var at = text.IndexOf('['); at >= 0; at = text.IndexOf('[', at))
        {
            if (masks.LengthAtStart(text.AsSpan(at)) is not (> 0 and var length))
            {
                at++;
                continue;
            }

            words.Append(text, from, at - from);
            MaskWords.Append(words, text.AsSpan(at, length));
            from = at += length;
        }

        return from == 0 ? text : words.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>What a reader with that clearance may not see, in order, without overlaps; null for nothing.</summary>
    public List<SensitiveStretch>? Find(string text, Clearance reader)
    {
        if (reader >= Clearance.Secret)
            return null;
        var found = FindIn(FoldedText.Of(text, masks), reader, null);
        if (DecodedText.Of(text) is { } decoded)
        {
            if (decoded.IsTooDeep)
                return [Everything(text)];
            found = FindIn(FoldedText.Of(decoded, masks), reader, found);
        }

        return found is null ? null : Apart(found);
    }

    /// <summary>The text in the form that finders read, with its escapes read where it has any.</summary>
    public FoldedText Fold(string text, DecodedText? decoded) =>
        decoded is null ? FoldedText.Of(text, masks) : FoldedText.Of(decoded, masks);

    private static SensitiveStretch Everything(string text) =>
        new(0, text.Length, SensitiveKind.Configured, Clearance.Secret, MaskText.Withheld(Clearance.Secret));

    private List<SensitiveStretch>? FindIn(FoldedText folded, Clearance reader, List<SensitiveStretch>? found)
    {
        var findings = default(Findings);
        ToldSecrets.Find(folded.Text, ref findings);
        if (Ascii.HasDigit(folded.Text))
        {
            AccessKeys.Find(folded.Text, ref findings);
            FindNumbers(folded.Text, ref findings);
        }
        else if (folded.Text.Contains("-----", StringComparison.Ordinal))
        {
            AccessKeys.Find(folded.Text, ref findings);
        }

        foreach (var (pattern, sensitivity, mask) in patterns)
        {
            foreach (var match in pattern.EnumerateMatches(folded.Text))
            {
                if (match.Length > 0 && !folded.Text.Slice(match.Index, match.Length).Contains(FoldedText.Barrier))
                    findings.Add(match.Index, match.Index + match.Length, SensitiveKind.Configured, sensitivity, mask);
            }
        }

        foreach (var stretch in findings.List ?? [])
        {
            if (stretch.Sensitivity <= reader)
                continue;
            var (start, end) = folded.Unfold(stretch.Start, stretch.End);
            (found ??= []).Add(stretch with { Start = start, End = end });
        }

        return found;
    }

    private static void FindNumbers(ReadOnlySpan<char> text, ref Findings findings)
    {
        // Nearly every text with digits has a few: only so many can be a card, an account or a key.
        var digits = 0;
        for (var at = 0; at < text.Length && digits < FewestDigits; at++)
            digits += char.IsAsciiDigit(text[at]) ? 1 : 0;
        if (digits >= FewestDigits)
        {
            CardNumbers.Find(text, ref findings);
            BankAccounts.Find(text, ref findings);
            SocialSecurityNumbers.Find(text, ref findings);
        }

        AccessKeys.FindRandom(text, ref findings);
    }

    // Stretches that overlap become one, named by the more sensitive.
    private static List<SensitiveStretch> Apart(List<SensitiveStretch> found)
    {
        found.Sort((left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : right.End.CompareTo(left.End));
        var apart = new List<SensitiveStretch>(found.Count) { found[0] };
        foreach (var stretch in found.Skip(1))
        {
            var before = apart[^1];
            if (stretch.Start >= before.End)
                apart.Add(stretch);
            else
                apart[^1] = (stretch.Sensitivity > before.Sensitivity ? stretch : before) with
                {
                    Start = before.Start,
                    End = Math.Max(before.End, stretch.End),
                };
        }

        return apart;
    }
}

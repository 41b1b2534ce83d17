using System.Collections.Frozen;

namespace Baton.Texts.Clearances;

/// <summary>Finds the value after, or before, the word "password".</summary>
internal static class ToldPasswords
{
    private const int LongestToken = 256;
    private const int FewestBare = 4;

    // Words that often follow "password". A password that is one of them is not found without a mark or quotes.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Usual = ToldPlaces.Set(
        "a",
        "accepted",
        "after",
        "all",
        "already",
        "also",
        "always",
        "an",
        "and",
        "as",
        "at",
        "bad",
        "because",
        "being",
        "blocked",
        "both",
        "broken",
        "but",
        "by",
        "can",
        "cannot",
        "case",
        "changed",
        "compromised",
        "correct",
        "denied",
        "different",
        "due",
        "empty",
        "encrypted",
        "expired",
        "fine",
        "for",
        "forgotten",
        "gone",
        "good",
        "hacked",
        "hashed",
        "having",
        "hidden",
        "how",
        "i",
        "if",
        "in",
        "incorrect",
        "invalid",
        "it",
        "its",
        "known",
        "leaked",
        "less",
        "locked",
        "long",
        "longer",
        "lost",
        "mandatory",
        "minimum",
        "missing",
        "more",
        "must",
        "my",
        "needed",
        "never",
        "no",
        "not",
        "ok",
        "okay",
        "old",
        "on",
        "one",
        "only",
        "optional",
        "or",
        "our",
        "out",
        "please",
        "protected",
        "refused",
        "rejected",
        "required",
        "reset",
        "right",
        "safe",
        "same",
        "saved",
        "secure",
        "sent",
        "set",
        "short",
        "shorter",
        "shown",
        "so",
        "something",
        "stolen",
        "stored",
        "strong",
        "supposed",
        "that",
        "the",
        "there",
        "they",
        "this",
        "to",
        "too",
        "unchanged",
        "unknown",
        "valid",
        "very",
        "visible",
        "was",
        "we",
        "weak",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "with",
        "without",
        "working",
        "wrong",
        "you",
        "your",
        "incorrecta",
        "falsch",
        "vergessen",
        "nicht"
    );

    /// <summary>Finds the password near this word; returns where to go on, or 0 if there is none.</summary>
    public static int FindBehind(ReadOnlySpan<char> text, int word, int behind, ref Findings findings)
    {
        FindBefore(text, word, ref findings);
        if (ToldPlaces.TryFind(text, behind, out var value, out var isSure))
        {
            var (start, end) = ToldPlaces.ValueAt(text, value);
            if (start >= end || (!isSure && start == value && IsUsual(text[start..end])))
                return 0;
            return Found(text, start, end, ref findings);
        }

        value = ToldPlaces.SkipSpace(text, behind);
        if (value == behind || value >= text.Length)
            return 0;
        var bare = ToldPlaces.ValueAt(text[..Math.Min(text.Length, value + LongestToken)], value);
        return bare.Start < bare.End && (bare.Start > value || LooksLikeOne(text[bare.Start..bare.End]))
            ? Found(text, bare.Start, bare.End, ref findings)
            : 0;
    }

    private static int Found(ReadOnlySpan<char> text, int start, int end, ref Findings findings)
    {
        // A value that is spelled with a space after each letter continues.
        while (
            end - start < LongestToken
            && end + 1 < text.Length
            && text[end - 1] != ' '
            && (end - 1 == start || text[end - 2] == ' ')
            && text[end] == ' '
            && text[end + 1] != FoldedText.Barrier
            && (end + 2 == text.Length || char.IsWhiteSpace(text[end + 2]))
        )
            end += 2;
        findings.AddSecret(start, end, SensitiveKind.Password);
        return end;
    }

    private static bool IsUsual(ReadOnlySpan<char> value)
    {
        var word = value.TrimEnd(".,;:!?)'");
        return word.IsEmpty || Usual.Contains(word) || value.IndexOf("n't", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    // "password hunter2": without a mark or "is", only a value that is not a word counts.
    private static bool LooksLikeOne(ReadOnlySpan<char> value)
    {
        value = value.TrimEnd(".,;:!?)");
        return value.Length >= FewestBare && Ascii.HasDigit(value) && !value.Contains("://", StringComparison.Ordinal);
    }

    // "hunter2 is my password": found from these words, so that the text before them is read only then.
    private static void FindBefore(ReadOnlySpan<char> text, int word, ref Findings findings)
    {
        var before = text[Math.Max(0, word - LongestToken)..word].TrimEnd();
        foreach (var link in (ReadOnlySpan<string>)[" is my", " is the", " as my", " as the", " is our", " as"])
        {
            if (!before.EndsWith(link, StringComparison.OrdinalIgnoreCase))
                continue;
            var value = before[..^link.Length].TrimEnd();
            var start = value.LastIndexOfAny(" \t\r\n\uFFFF") + 1;
            if (LooksLikeOne(value[start..]))
            {
                var offset = Math.Max(0, word - LongestToken);
                findings.AddSecret(offset + start, offset + value.Length, SensitiveKind.Password);
            }

            return;
        }
    }
}

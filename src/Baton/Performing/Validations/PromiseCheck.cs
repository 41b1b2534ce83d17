using System.Buffers;
using System.Text.RegularExpressions;

namespace Baton.Performing.Validations;

/// <summary>
/// Recognises a claim that something was done, such as "I have refunded you". It knows English in the first person only: what a look-up
/// found ("your refund was sent") may be said by any agent.
/// </summary>
internal static partial class PromiseCheck
{
    // Every such claim contains one of these. The search for them makes the check fast for most answers, which have none.
    private static readonly SearchValues<string> Verbs = SearchValues.Create(
        [
            "refunded",
            "credited",
            "reimbursed",
            "canceled",
            "cancelled",
            "booked",
            "upgraded",
            "downgraded",
            "activated",
            "deleted",
            "unlocked",
            "reordered",
            "rescheduled",
            "issued",
            "processed",
            "initiated",
            "made",
            "placed",
            "changed",
            "updated",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    /// <summary>The claim, or null.</summary>
    public static string? FindIn(string text) =>
        text.AsSpan().ContainsAny(Verbs) && Deed().Match(text) is { Success: true } match ? match.Value : null;

    // A subject, optionally "have" and adverbs, and a verb that changes something. "Once I have refunded", "I have not refunded" and "I
    // would have cancelled" are no claims.
    [GeneratedRegex(
        """
            (?<!\b(?:once|when|after|if|until|unless|before|whether)\s) \b(?:i|we)(?:\s+have|['’]ve)?
            (?:\s+(?:now|just|already|successfully|also|gladly))*\s+
            (?:
                (?:refunded|credited|reimbursed|cancell?ed|booked|rebooked|upgraded|downgraded
                  |deactivated|reactivated|deleted|unlocked|reordered|rescheduled)\b
              | (?:issued|processed|initiated|made|placed)\s+(?:(?:a|an|the|your|this)\s+)?(?:\w+\s+)?
                (?:refund|credit|cancell?ation|return|replacement|payment|order|booking)\b
              | (?:changed|updated)\s+your\s+(?:\w+\s+)?(?:plan|subscription|address|password|e-?mail|order|booking)\b
            )
            """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Deed();
}

using System.Text.RegularExpressions;

namespace Baton.Fallbacks.Validations;

/// <summary>
/// Recognises a deed that is told: "I have refunded you". The wording is English, in the first person: what a look-up says was done
/// ("your refund was sent") is told by others too.
/// </summary>
internal static partial class PromiseCheck
{
    /// <summary>The words that tell of a deed, or null.</summary>
    public static string? FindIn(string text) => Deed().Match(text) is { Success: true } match ? match.Value : null;

    // Subject, perhaps "have" and adverbs, and a verb that changes something. "Once I have refunded" is no deed yet, and neither is
    // "I have not refunded" or "I would have cancelled".
    [GeneratedRegex(
        """
        (?<!\b(?:once|when|after|if|until|unless|before|whether)\s) \b(?:i|we)(?:\s+have|['’]ve)?
        (?:\s+(?:now|just|already|successfully|also|gladly))*\s+
        (?:
            (?:refunded|credited|reimbursed|cancell?ed|booked|rebooked|upgraded|downgraded|deactivated|reactivated|deleted|unlocked|reordered|rescheduled)\b
          | (?:issued|processed|initiated|made|placed)\s+(?:(?:a|an|the|your|this)\s+)?(?:\w+\s+)?(?:refund|credit|cancell?ation|return|replacement|payment|order|booking)\b
          | (?:changed|updated)\s+your\s+(?:\w+\s+)?(?:plan|subscription|address|password|e-?mail|order|booking)\b
        )
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Deed();
}

using System.Buffers;
using System.Text.RegularExpressions;

namespace Baton.Performing.Validations;

/// <summary>
/// Recognises a deed that is told: "I have refunded you". The wording is English, in the first person: what a look-up says was done
/// ("your refund was sent") is told by others too.
/// </summary>
internal static partial class PromiseCheck
{
    // One of these stands in every deed. Most answers have none of them, and are looked through far quicker for that.
    private static readonly SearchValues<string> Verbs = SearchValues.Create(
        [
            "refunded", "credited", "reimbursed", "canceled", "cancelled", "booked", "upgraded", "downgraded", "activated", "deleted", "unlocked", "reordered", "rescheduled",
            "issued", "processed", "initiated", "made", "placed", "changed", "updated",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The words that tell of a deed, or null.</summary>
    public static string? FindIn(string text) => text.AsSpan().ContainsAny(Verbs) && Deed().Match(text) is { Success: true } match ? match.Value : null;

    // Subject, perhaps "have" and adverbs, and a verb that changes something. "Once I have refunded" is not a deed yet, and neither is
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

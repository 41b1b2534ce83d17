using System.Text.RegularExpressions;

namespace Baton.Deciding.Handoffs;

/// <summary>
/// Recognises a reply that announces a transfer without calling the tool, such as "I'm connecting you to billing". It knows English only;
/// in other languages only the limits of the turn apply.
/// </summary>
internal static partial class NarratedTransfer
{
    /// <summary>Whether the text announces a transfer.</summary>
    public static bool IsIn(string text) => Narration().IsMatch(text);

    // First person or imperative, a verb such as "transfer", the customer or the case as object, and a receiver:
    // "I'll transfer you to our billing team". "I have forwarded the invoice to your e-mail" has neither object nor receiver.
    [GeneratedRegex(
        """
            \b(?:i\s?['’]?\s?(?:m|ll|ve)?|we\s?['’]?\s?(?:re|ll|ve)?|let\s+me|please\s+hold)\b [^.!?\n]{0,40}?
            \b(?:transfer|connect|hand|forward|pass|rout|redirect|escalat|put)(?:e|ing|ting|ring|red|ed|s)? \s+
            (?:you|this|that|it|your\s+(?:case|request|issue|question|chat|call|conversation|message|problem|concern))\b
            (?:\s+(?:right|straight|directly|now|over|through|on|off|along|back|up|in\s+touch))* \s+ (?:to|with)\s+
            (?!your\s|the\s+(?:e-?mail|address|account)\b) \S
            """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Narration();
}

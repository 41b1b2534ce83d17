using System.Text.RegularExpressions;

namespace Baton.Escalations;

/// <summary>
/// Recognises a customer who asks for a person, by a few exact English phrases: rather a request missed, which the agent still reads, than
/// a customer taken away from an agent who can help.
/// </summary>
internal static class PersonRequest
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    // Somebody who can only be meant as no machine.
    private const string Human = @"(?:human(?:\s+(?:being|agent|operator|person|representative))?|(?:real|live|actual)\s+(?:human|person|people|agent|operator|representative)|(?:someone|somebody)\s+real)";

    private const string Anybody = $@"(?:{Human}|person|operator|representative|(?:support|customer\s+service|service)\s+(?:agent|representative|person)|supervisor|manager)";

    private const string Article = @"(?:(?:an?|the|some|your|any)\s+)?";

    // Nothing but the word: "Agent!", "a human please".
    private static readonly Regex Alone = new($@"\A\W*{Article}(?:{Human}|person|operator|representative|agent)(?:,?\s+please)?\W*\z", Options);

    private static readonly Regex Asked = new(
        $@"\b(?:speak|talk|chat)\s+(?:to|with)\s+{Article}{Anybody}\b"
        + $@"|\b(?:connect|transfer|put|pass|hand)\s+me\s+(?:over\s+|through\s+|on\s+)?(?:to|with)\s+{Article}{Anybody}\b"
        + $@"|\b(?:(?:get|give)\s+me|i\s+(?:want|need|demand)|i['’]?d\s+like|i\s+would\s+like)\s+{Article}{Human}\b",
        Options);

    private static readonly Regex Denied = new(
        @"\b(?:not|don['’]?t|didn['’]?t|won['’]?t|never|no\s+need|already|without)\b[^.!?\n]{0,30}\b(?:speak|talk|chat|connect|transfer|put|pass|hand|get|give|want|need|like)",
        Options);

    /// <summary>Whether the message asks for a person.</summary>
    public static bool IsIn(string message) => Alone.IsMatch(message) || (Asked.IsMatch(message) && !Denied.IsMatch(message));
}

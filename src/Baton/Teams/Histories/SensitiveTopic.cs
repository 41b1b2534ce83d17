using System.Text.RegularExpressions;
using Baton.Texts.Expressions;
using Baton.Texts.Searches;

namespace Baton.Teams.Histories;

/// <summary>
/// A topic that makes the conversation sensitive when the customer mentions it: the conversation is never summarised from that message on
/// (rule 8). A topic needs phrases, a pattern, or both, and either is enough to recognise it. Other forms of letters and digits are read as
/// the plain ones, and invisible characters are ignored.
/// </summary>
/// <param name="Name">The name in the journal, such as <c>medical</c>: 1 to 40 letters, digits, spaces, <c>-</c> and <c>_</c>, beginning
/// with a letter.</param>
public sealed partial record SensitiveTopic(string Name)
{
    /// <summary>
    /// Words or phrases that are matched as whole words, in any case: <c>chest pain</c> does not match <c>chest pains</c>. Default: none.
    /// </summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>
    /// A .NET regular expression without lookarounds, atomic groups and backreferences, so that it takes linear time on any text. It is
    /// case-sensitive unless it begins with <c>(?i)</c>. Default: none.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? CheckName(string name) =>
        TopicName().IsMatch(name)
            ? null
            : $"'{name}' is not a name for a topic: use 1 to 40 letters, digits, spaces, '-' and '_', beginning with a letter.";

    /// <summary>What is wrong with a phrase, or null.</summary>
    public static string? CheckPhrase(string phrase) =>
        PlainText.Of(phrase).Any(char.IsLetterOrDigit)
            ? null
            : $"'{phrase}' is not a phrase: write at least one letter or digit, or use a pattern.";

    /// <summary>What is wrong with a list of topics, each in a sentence.</summary>
    internal static IEnumerable<string> Check(IReadOnlyList<SensitiveTopic> topics)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var topic in topics)
        {
            if (CheckName(topic.Name) is { } name)
                yield return name;
            if (!names.Add(topic.Name))
                yield return $"Two sensitive topics are named '{topic.Name}': make them one.";
            if (topic.Phrases.Count == 0 && topic.Pattern is null)
                yield return $"Topic '{topic.Name}': it has neither phrases nor a pattern: add one.";
            foreach (var wrong in topic.Phrases.Select(CheckPhrase).OfType<string>())
                yield return $"Topic '{topic.Name}': {wrong}";
            if (topic.Pattern is { } pattern && LinearPattern.Check(pattern) is { } unreadable)
                yield return $"Topic '{topic.Name}': {unreadable}";
        }
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9 _-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TopicName();
}

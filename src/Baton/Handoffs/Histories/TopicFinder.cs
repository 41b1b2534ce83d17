using System.Text.RegularExpressions;
using Baton.Handoffs.Clearances;

namespace Baton.Handoffs.Histories;

/// <summary>Finds the sensitive topics of a team in what a customer says.</summary>
internal sealed class TopicFinder(IReadOnlyList<SensitiveTopic> topics)
{
    private static readonly MaskText NoMasks = new([]);

    private readonly List<(string Name, List<string> Phrases, Regex? Pattern)> rules =
        [.. topics.Select(topic => (topic.Name, topic.Phrases.Select(Plain).ToList(), topic.Pattern is { } pattern ? SensitivePattern.Compile(pattern) : null))];

    /// <summary>The first topic that the text is about, or null.</summary>
    public string? Find(string text)
    {
        if (rules.Count == 0)
            return null;
        var folded = FoldedText.Of(text, NoMasks).Text;
        var plain = Plain(text);
        foreach (var (name, phrases, pattern) in rules)
        {
            if (pattern?.IsMatch(folded) == true || phrases.Exists(phrase => Holds(plain, phrase)))
                return name;
        }

        return null;
    }

    /// <summary>A text in plain letters, with one space wherever there is any.</summary>
    public static string Plain(string text) =>
        string.Join(' ', FoldedText.Of(text, NoMasks).Text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool Holds(string text, string phrase)
    {
        for (var at = Next(0); at >= 0; at = Next(at + 1))
        {
            if (IsEdge(text, at) && IsEdge(text, at + phrase.Length))
                return true;
        }

        return false;

        int Next(int from) => text.IndexOf(phrase, from, StringComparison.OrdinalIgnoreCase);
    }

    // Whether a word may begin or end there.
    private static bool IsEdge(string text, int at) => at == 0 || at == text.Length || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at]);
}

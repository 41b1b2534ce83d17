using System.Text;
using Baton.Texts.Routers.Features;

namespace Baton.Texts.Routers.People;

/// <summary>The phrases and word classes of Wishes.txt.</summary>
internal sealed class WishPhrases
{
    private static readonly Lazy<WishPhrases> BuiltIn = new(Read);

    // Asking for a person without a word of any class is rare; all other texts get this word.
    private const string Unmentioned = " nobodyandnothingismentioned";

    // How far a negation reaches: "Do not connect me to a person". "I do not want a bot" is something else.
    private const int NegatedWords = 6;
    private const string Negated = "declined";
    private const string Machine = "machine";

    private readonly HashSet<string> negations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> classes = new(StringComparer.Ordinal);
    private readonly List<(string Text, bool Wants)> phrases = [];

    /// <summary>The phrases that come with Baton.</summary>
    public static WishPhrases Instance => BuiltIn.Value;

    /// <summary>Phrases, and whether each asks for a person.</summary>
    public IReadOnlyList<(string Text, bool Wants)> Phrases => phrases;

    /// <summary>The text with each word that has a class replaced by the class's name, so that few phrases stand for many.</summary>
    public string Plain(ReadOnlySpan<char> text, WordReader reader)
    {
        reader.Read(text);
        var plain = new StringBuilder();
        var known = classes.GetAlternateLookup<ReadOnlySpan<char>>();
        var negating = negations.GetAlternateLookup<ReadOnlySpan<char>>();
        var negation = -NegatedWords - 1;
        var last = "";
        var mentions = reader.Count == 0;
        for (var word = 0; word < reader.Count; word++)
        {
            var letters = reader[word];
            var isKnown = known.TryGetValue(letters, out var name);
            mentions |= isKnown;
            if (negating.Contains(letters) || (letters is "need" && word > 0 && reader[word - 1] is "no"))
                negation = word;
            // "A human agent" is one person.
            if (isKnown && name == last)
                continue;
            if (plain.Length > 0)
                plain.Append(' ');
            plain.Append(
                !isKnown ? letters
                : word - negation <= NegatedWords && name != Machine ? Negated
                : name
            );
            last = name ?? "";
        }

        if (!mentions)
            plain.Append(Unmentioned);
        return plain.ToString();
    }

    private static WishPhrases Read()
    {
        using var stream = typeof(WishPhrases).Assembly.GetManifestResourceStream("Baton.Wishes.txt")!;
        using var reader = new StreamReader(stream);
        var read = new WishPhrases();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("+ ", StringComparison.Ordinal) || line.StartsWith("- ", StringComparison.Ordinal))
                read.phrases.Add((line[2..], line[0] == '+'));
            else if (line.StartsWith("class ", StringComparison.Ordinal))
                read.AddClass(line["class ".Length..]);
            else if (line.StartsWith("negation: ", StringComparison.Ordinal))
                read.negations.UnionWith(line["negation: ".Length..].Split(' '));
        }

        return read;
    }

    private void AddClass(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        foreach (var word in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            classes[word] = line[..colon];
    }
}

using System.Text;
using Baton.Texts.Routers.Features;
using Baton.Texts.Routers.Learning;
using Baton.Texts.Routers.People;

namespace Baton.Texts.Routers;

/// <summary>The texts that a router learns from, as vectors with the numbers of their routes.</summary>
internal sealed class TrainingTexts
{
    private readonly IReadOnlyList<RouterExample> examples;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public TrainingTexts(IReadOnlyList<RouterExample> examples, TextEmbeddings embeddings)
    {
        this.examples = examples;
        Names = [.. examples.SelectMany(example => example.Routes).Distinct().Order(StringComparer.Ordinal)];
        for (var number = 0; number < Names.Length; number++)
            numbers.Add(Names[number], number);
        Labels = [.. examples.Select(LabelsOf), .. Names.Select((_, number) => new[] { number })];

        // The name of each route counts as one more example, because names are usually well chosen.
        string[] texts = [.. examples.Select(example => example.Text), .. Names.Select(WordsOf)];
        Vocabulary = Vocabulary.Learn(texts, WishPhrases.Instance.Phrases.Select(phrase => phrase.Text));
        Embeddings = embeddings;
        var vector = new TextVector();
        foreach (var text in texts)
        {
            Read(vector, text);
            Rows.Add(vector);
        }
    }

    /// <summary>The routes, in ordinal order.</summary>
    public string[] Names { get; }

    /// <summary>The number of rows that are examples; the names of routes follow them.</summary>
    public int Examples => examples.Count;

    /// <summary>The routes of each row, ascending.</summary>
    public int[][] Labels { get; }

    /// <summary>All features.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The vectors.</summary>
    public Rows Rows { get; } = new();

    /// <summary>The generator's vectors of the texts.</summary>
    public TextEmbeddings Embeddings { get; }

    /// <summary>The number of features of a vector.</summary>
    public int Features => Vocabulary.Count + Embeddings.Size;

    /// <summary>Reads a text.</summary>
    /// <param name="vector">The vector to fill.</param>
    /// <param name="text">The text.</param>
    /// <param name="knows">Whether a feature counts as known; null if all do.</param>
    public void Read(TextVector vector, string text, Predicate<int>? knows = null)
    {
        vector.Read(text, Vocabulary, knows);
        vector.Add(Embeddings.Of(text), Vocabulary.Count);
    }

    /// <summary>The texts whose vectors are needed.</summary>
    public static IEnumerable<string> ToEmbed(IEnumerable<RouterExample> examples, RouterOptions options)
    {
        var all = examples.Concat(options.Validation).ToList();
        return
        [
            .. all.Select(example => example.Text),
            .. options.Dialogues.SelectMany(dialogue => dialogue.Messages).Select(message => message.Text),
            .. all.SelectMany(example => example.Routes)
                .Concat(options.Dialogues.SelectMany(dialogue => dialogue.Messages).Select(message => message.Route).OfType<string>())
                .Select(WordsOf),
        ];
    }

    /// <summary>The text of an example.</summary>
    public string Text(int row) => examples[row].Text;

    /// <summary>The numbers of an example's routes, without routes that the training does not have.</summary>
    public int[] LabelsOf(RouterExample example)
    {
        var labels = new List<int>();
        foreach (var route in example.Routes)
        {
            if (numbers.TryGetValue(route, out var number) && !labels.Contains(number))
                labels.Add(number);
        }

        labels.Sort();
        return [.. labels];
    }

    /// <summary>The number of the given rows that contain each feature.</summary>
    public int[] Frequency(IEnumerable<int> rows)
    {
        var frequency = new int[Features];
        foreach (var row in rows)
        {
            foreach (var feature in Rows.Features(row))
                frequency[feature]++;
        }

        return frequency;
    }

    private static string WordsOf(string name)
    {
        var words = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length; at++)
        {
            if (at > 0 && char.IsUpper(name[at]) && char.IsLower(name[at - 1]))
                words.Append(' ');
            words.Append(name[at]);
        }

        return words.ToString();
    }
}

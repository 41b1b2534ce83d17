using System.Text;
using Baton.Routers.Learning;
using Baton.Routers.Texts;

namespace Baton.Routers;

/// <summary>The texts that a router learns from, as vectors with the numbers of their routes.</summary>
internal sealed class TrainingTexts
{
    private readonly IReadOnlyList<RouterExample> examples;
    private readonly Dictionary<string, int> numbers;

    public TrainingTexts(IReadOnlyList<RouterExample> examples)
    {
        this.examples = examples;
        Names = [.. examples.SelectMany(example => example.Routes).Distinct().Order(StringComparer.Ordinal)];
        numbers = Names.Select((name, number) => (name, number)).ToDictionary(StringComparer.Ordinal);
        Labels = [.. examples.Select(LabelsOf), .. Names.Select((_, number) => new[] { number })];

        // The name of each route counts as one more example: it is well chosen, as a rule.
        string[] texts = [.. examples.Select(example => example.Text), .. Names.Select(WordsOf)];
        Vocabulary = Vocabulary.Learn(texts);
        var vector = new TextVector();
        foreach (var text in texts)
        {
            vector.Read(text, Vocabulary);
            Rows.Add(vector);
        }
    }

    /// <summary>The routes, in ordinal order.</summary>
    public string[] Names { get; }

    /// <summary>How many of the rows are examples; the names of routes come behind them.</summary>
    public int Examples => examples.Count;

    /// <summary>The routes of each row, ascending.</summary>
    public int[][] Labels { get; }

    /// <summary>All features.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The vectors.</summary>
    public Rows Rows { get; } = new();

    /// <summary>The text of an example.</summary>
    public string Text(int row) => examples[row].Text;

    /// <summary>The numbers of an example's routes, without those that no example of the training has.</summary>
    public int[] LabelsOf(RouterExample example) =>
        [.. example.Routes.Where(numbers.ContainsKey).Select(route => numbers[route]).Distinct().Order()];

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

using System.Runtime.InteropServices;

namespace Baton.Providers.Offline;

/// <summary>One kind of features of all examples, weighted by TF-IDF, as an inverted index: it gives cosines.</summary>
internal sealed class FeatureBlock
{
    // A word that no example has speaks against every example alike, but less than a rare one speaks for its own.
    private const double UnknownShare = 0.6;

    private readonly Dictionary<string, int> vocabulary = new(StringComparer.Ordinal);
    private readonly List<double> rarity = [];
    private readonly List<List<Posting>> byExample = [];
    private readonly List<List<Posting>> byLabel = [];
    private readonly double unknownRarity;

    /// <param name="texts">The normalised texts with this block's features.</param>
    /// <param name="labelOf">Each text's label.</param>
    /// <param name="labels">How many labels there are.</param>
    public FeatureBlock(IReadOnlyList<(string Text, IReadOnlyList<Feature> Features)> texts, IReadOnlyList<int> labelOf, int labels)
    {
        var counted = new List<Dictionary<int, double>>(texts.Count);
        foreach (var (text, features) in texts)
            counted.Add(Count(text, features, learn: true, out _));

        var documents = new int[vocabulary.Count];
        foreach (var feature in counted.SelectMany(counts => counts.Keys))
            documents[feature]++;
        rarity.AddRange(documents.Select(count => Math.Log((1.0 + texts.Count) / (1.0 + count)) + 1));
        unknownRarity = UnknownShare * (Math.Log(1.0 + texts.Count) + 1);

        for (var feature = 0; feature < vocabulary.Count; feature++)
        {
            byExample.Add([]);
            byLabel.Add([]);
        }

        var sums = Enumerable.Range(0, labels).Select(_ => new SortedDictionary<int, double>()).ToArray();
        for (var example = 0; example < counted.Count; example++)
        {
            var vector = Weigh(counted[example], unknown: 0);
            foreach (var (feature, weight) in vector)
            {
                byExample[feature].Add(new(example, weight));
                var sum = sums[labelOf[example]];
                sum[feature] = sum.GetValueOrDefault(feature) + weight;
            }
        }

        for (var label = 0; label < labels; label++)
        {
            var length = Math.Sqrt(sums[label].Values.Sum(value => value * value));
            foreach (var (feature, value) in sums[label])
                byLabel[feature].Add(new(label, value / length));
        }
    }

    /// <summary>Adds the cosine to each example and to each label's centre, times <paramref name="share"/>.</summary>
    public void AddCosines(string text, IReadOnlyList<Feature> features, double share, Span<double> examples, Span<double> centres)
    {
        var counts = Count(text, features, learn: false, out var unknown);
        foreach (var (feature, weight) in Weigh(counts, unknown))
        {
            foreach (var posting in CollectionsMarshal.AsSpan(byExample[feature]))
                examples[posting.Of] += share * weight * posting.Weight;
            foreach (var posting in CollectionsMarshal.AsSpan(byLabel[feature]))
                centres[posting.Of] += share * weight * posting.Weight;
        }
    }

    private Dictionary<int, double> Count(string text, IReadOnlyList<Feature> features, bool learn, out double unknown)
    {
        var counts = new Dictionary<int, double>();
        var known = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        unknown = 0;
        foreach (var feature in features)
        {
            var letters = text.AsSpan(feature.Start, feature.Length);
            if (!known.TryGetValue(letters, out var id))
            {
                if (!learn)
                {
                    unknown += feature.Weight * feature.Weight;
                    continue;
                }

                id = vocabulary.Count;
                vocabulary.Add(letters.ToString(), id);
            }

            CollectionsMarshal.GetValueRefOrAddDefault(counts, id, out _) += feature.Weight;
        }

        return counts;
    }

    private List<(int Feature, double Weight)> Weigh(Dictionary<int, double> counts, double unknown)
    {
        var vector = new List<(int Feature, double Weight)>(counts.Count);
        var squares = unknown * unknownRarity * unknownRarity;
        foreach (var (feature, count) in counts)
        {
            var weight = (count <= 1 ? count : 1 + Math.Log(count)) * rarity[feature];
            vector.Add((feature, weight));
            squares += weight * weight;
        }

        var length = Math.Sqrt(squares);
        for (var i = 0; i < vector.Count; i++)
            vector[i] = (vector[i].Feature, vector[i].Weight / length);
        return vector;
    }

    private readonly record struct Posting(int Of, double Weight);
}

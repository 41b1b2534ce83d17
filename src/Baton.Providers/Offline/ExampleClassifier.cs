namespace Baton.Providers.Offline;

/// <summary>Something that a customer might say, and what it stands for.</summary>
/// <param name="Text">The words.</param>
/// <param name="Label">The number of what it stands for, from 0.</param>
internal readonly record struct Example(string Text, int Label);

/// <summary>Says how alike a text and each label's examples are. It learns from a handful of examples, and the same ones give the same figures.</summary>
internal sealed class ExampleClassifier
{
    // The nearest example counts most, because a label may hold several ways to ask; the centre steadies it.
    private const double NearestShare = 0.7;
    private const double WordShare = 0.5;

    private readonly int[] labelOf;
    private readonly int labels;
    private readonly FeatureBlock words;
    private readonly FeatureBlock pieces;

    /// <param name="examples">What to learn from.</param>
    /// <param name="labels">How many labels there are; each may have any number of examples.</param>
    public ExampleClassifier(IReadOnlyList<Example> examples, int labels)
    {
        this.labels = labels;
        labelOf = [.. examples.Select(example => example.Label)];
        var features = examples.Select(example => TextFeatures.Of(example.Text)).ToList();
        words = new([.. features.Select(text => (text.Text, text.Words))], labelOf, labels);
        pieces = new([.. features.Select(text => (text.Text, text.Pieces))], labelOf, labels);
    }

    /// <summary>How alike the text and each label's examples are: 0 for nothing in common, 1 for the same.</summary>
    public double[] Similarities(string text)
    {
        var features = TextFeatures.Of(text);
        var examples = new double[labelOf.Length];
        var centres = new double[labels];
        words.AddCosines(features.Text, features.Words, WordShare, examples, centres);
        pieces.AddCosines(features.Text, features.Pieces, 1 - WordShare, examples, centres);

        var nearest = new double[labels];
        for (var example = 0; example < examples.Length; example++)
            nearest[labelOf[example]] = Math.Max(nearest[labelOf[example]], examples[example]);
        for (var label = 0; label < labels; label++)
        {
            // Rounding takes out what the order of additions leaves in the last digits.
            nearest[label] = Math.Round((NearestShare * nearest[label]) + ((1 - NearestShare) * centres[label]), 9);
        }

        return nearest;
    }
}

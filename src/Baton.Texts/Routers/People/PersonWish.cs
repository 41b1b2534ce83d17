using Baton.Texts.Routers.Features;
using Baton.Texts.Routers.Learning;

namespace Baton.Texts.Routers.People;

/// <summary>
/// Detects that a customer asks for a person. It knows phrases that come with Baton, and learns from examples that are marked. The sentence
/// with the highest score counts.
/// </summary>
internal sealed class PersonWish
{
    private const float Cost = 1;
    private const int Folds = 5;
    private const int MostSentences = 24;
    private const double Likely = 0.5;

    // Turns a score of the built-in phrases alone into a probability.
    private const double BuiltInSlope = 4;
    private const double BuiltInOffset = 0;

    private static readonly Lazy<PersonWish> OfPhrases = new(ReadBuiltIn);

    [ThreadStatic]
    private static (TextVector Vector, WordReader Reader)? reading;

    private readonly Vocabulary vocabulary;
    private readonly LinearWeights weights;
    private readonly double slope;
    private readonly double offset;

    private PersonWish(Vocabulary vocabulary, LinearWeights weights, double slope, double offset)
    {
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.slope = slope;
        this.offset = offset;
    }

    /// <summary>The model of the phrases that come with Baton.</summary>
    public static PersonWish BuiltIn => OfPhrases.Value;

    /// <summary>Learns from examples that are marked, in addition to the phrases that come with Baton.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="validation">Examples to calibrate on; if there are none, the examples are held out in turn.</param>
    public static PersonWish Learn(IReadOnlyList<RouterExample> examples, IReadOnlyList<RouterExample> validation) =>
        examples.Any(example => example.WantsPerson == true) ? Train(examples, validation) : BuiltIn;

    /// <summary>
    /// What the phrases that come with Baton teach, in the form in which it comes with Baton: Wishes.trained. A process reads it, because
    /// learning it takes longer than routing a message, and a test keeps it equal to what the phrases teach.
    /// </summary>
    public static byte[] TrainBuiltIn()
    {
        using var trained = new MemoryStream();
        using (var writer = new BinaryWriter(trained))
            Train([], []).WriteLearned(writer);
        return trained.ToArray();
    }

    /// <summary>Whether a probability counts as asking for a person.</summary>
    public static bool Says(double probability) => probability >= Likely;

    /// <summary>The probability that the customer asks for a person.</summary>
    public double Probability(string message)
    {
        var score = Score(message);
        return double.IsNegativeInfinity(score) ? 0 : ExactMath.Sigmoid((slope * score) + offset);
    }

    /// <summary>Whether a message asks for a person, by the built-in phrases alone.</summary>
    public static bool IsIn(string message) => Says(BuiltIn.Probability(message));

    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(this != BuiltIn);
        if (this != BuiltIn)
            WriteLearned(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static PersonWish Read(BinaryReader reader) => reader.ReadBoolean() ? ReadLearned(reader) : BuiltIn;

    private static PersonWish ReadBuiltIn()
    {
        using var reader = new BinaryReader(typeof(PersonWish).Assembly.GetManifestResourceStream("Baton.Wishes.trained")!);
        return ReadLearned(reader);
    }

    private static PersonWish ReadLearned(BinaryReader reader) =>
        new(Vocabulary.Read(reader), LinearWeights.Read(reader), reader.ReadDouble(), reader.ReadDouble());

    private void WriteLearned(BinaryWriter writer)
    {
        vocabulary.Write(writer);
        weights.Write(writer);
        writer.Write(slope);
        writer.Write(offset);
    }

    private static PersonWish Train(IReadOnlyList<RouterExample> examples, IReadOnlyList<RouterExample> validation)
    {
        var phrases = WishPhrases.Instance;
        var reader = new WordReader();
        List<string> texts =
        [
            .. phrases.Phrases.Select(phrase => phrases.Plain(phrase.Text, reader)),
            .. examples.Select(example => phrases.Plain(example.Text, reader)),
        ];
        List<int[]> labels =
        [
            .. phrases.Phrases.Select(phrase => phrase.Wants ? new[] { 0 } : []),
            .. examples.Select(example => example.WantsPerson == true ? new[] { 0 } : []),
        ];
        var vocabulary = Vocabulary.Learn(texts, []);
        var rows = new Rows();
        var vector = new TextVector();
        foreach (var text in texts)
        {
            vector.Read(text, vocabulary);
            rows.Add(vector);
        }

        var all = Enumerable.Range(0, texts.Count).ToArray();
        var weights = Fit(all);
        if (examples.Count == 0)
            return new(vocabulary, weights, BuiltInSlope, BuiltInOffset);

        List<double[]> scores = [];
        List<bool> answers = [];
        if (validation.Any(example => example.WantsPerson == true))
            HoldOut(weights, validation);
        else
        {
            for (var fold = 0; fold < Folds; fold++)
            {
                var held = fold;
                HoldOut(
                    Fit([.. all.Where(row => row < phrases.Phrases.Count || (row - phrases.Phrases.Count) % Folds != held)]),
                    examples.Where((_, at) => at % Folds == held)
                );
            }
        }

        var fitted = Logistic.Fit(scores, answers, [.. Enumerable.Repeat(1.0, scores.Count)], [BuiltInSlope, BuiltInOffset], [1, 1]);
        return new(vocabulary, weights, fitted[0], fitted[1]);

        LinearWeights Fit(int[] chosen) => LinearMachine.Train(rows, chosen, labels, 1, vocabulary.Count, Cost).Weights;

        void HoldOut(LinearWeights trained, IEnumerable<RouterExample> held)
        {
            var judge = new PersonWish(vocabulary, trained, 1, 0);
            foreach (var example in held)
            {
                var score = judge.Score(example.Text);
                if (double.IsNegativeInfinity(score))
                    continue;
                scores.Add([score]);
                answers.Add(example.WantsPerson == true);
            }
        }
    }

    private double Score(string message)
    {
        var (vector, reader) = reading ??= (new(), new());
        var text = message.AsSpan(0, Math.Min(message.Length, WordReader.LongestText));
        var score = Score(text, vector, reader);
        var sentences = 0;
        while (!text.IsEmpty && sentences++ < MostSentences)
        {
            var end = text.IndexOfAny(".!?;,\n");
            var sentence = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (sentences > 1 || !text.IsEmpty)
                score = Math.Max(score, Score(sentence, vector, reader));
        }

        return score;
    }

    private double Score(ReadOnlySpan<char> text, TextVector vector, WordReader reader)
    {
        vector.Read(WishPhrases.Instance.Plain(text, reader), vocabulary);
        if (vector.WordCount == 0)
            return double.NegativeInfinity;
        Span<double> score = stackalloc double[1];
        weights.Score(vector.Features, vector.Values, score);
        return score[0];
    }
}

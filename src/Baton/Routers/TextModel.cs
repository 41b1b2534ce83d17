using Baton.Routers.Learning;
using Baton.Routers.Texts;

namespace Baton.Routers;

/// <summary>How a text looks to a model, without any context.</summary>
/// <param name="Scores">The score of each route.</param>
/// <param name="Confidences">How likely each route is, if the text is in scope.</param>
/// <param name="OutOfScope">How likely it is that nobody should take it.</param>
internal sealed record Judgement(double[] Scores, double[] Confidences, double OutOfScope);

/// <summary>Everything that was learned about texts.</summary>
internal sealed class TextModel
{
    [ThreadStatic]
    private static TextVector? reading;

    /// <summary>The names of the routes.</summary>
    public required string[] Names { get; init; }

    /// <summary>Whether texts may have several routes by themselves; then each route stands for itself.</summary>
    public required bool Several { get; init; }

    public required Vocabulary Vocabulary { get; init; }

    public required LinearWeights Weights { get; init; }

    public required Neighbours Neighbours { get; init; }

    /// <summary>The first route of each example, for what the nearest one says.</summary>
    public required int[][] Labels { get; init; }

    public required Calibration Calibration { get; init; }

    public required Rejection Rejection { get; init; }

    /// <summary>Judges a text.</summary>
    public Judgement Judge(ReadOnlySpan<char> text)
    {
        var vector = reading ??= new();
        vector.Read(text, Vocabulary);
        var scores = new double[Names.Length];
        if (vector.WordCount == 0)
            return new(scores, Calibration.Confidences(scores), 1);
        Weights.Score(vector.Features, vector.Values, scores);
        Span<double> signs = stackalloc double[Signs.Count];
        WriteSigns(vector, scores, Neighbours, Labels, Calibration.Temperature, null, signs);
        return new(scores, Calibration.Confidences(scores), Rejection.Probability(signs));
    }

    /// <summary>Writes what a rejection looks at.</summary>
    public static void WriteSigns(TextVector vector, double[] scores, Neighbours neighbours, int[][] labels, double temperature, Predicate<int>? without, Span<double> signs)
    {
        var near = neighbours.Find(vector.Features[..vector.WordFeatures], vector.Values[..vector.WordFeatures], without);
        var best = 0;
        for (var route = 1; route < scores.Length; route++)
            best = scores[route] > scores[best] ? route : best;
        var agrees = near.Nearest >= 0 && Array.IndexOf(labels[near.Nearest], best) >= 0;
        Signs.Write(scores, temperature, vector, near, agrees, signs);
    }

    /// <summary>Writes the model.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Names.Length);
        foreach (var name in Names)
            writer.Write(name);
        writer.Write(Several);
        Vocabulary.Write(writer);
        Weights.Write(writer);
        Neighbours.Write(writer);
        writer.Write(Labels.Length);
        foreach (var routes in Labels)
        {
            writer.Write7BitEncodedInt(routes.Length);
            foreach (var route in routes)
                writer.Write7BitEncodedInt(route);
        }

        Calibration.Write(writer);
        Rejection.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TextModel Read(BinaryReader reader) => new()
    {
        Names = ReadMany(reader, reader.ReadInt32(), from => from.ReadString()),
        Several = reader.ReadBoolean(),
        Vocabulary = Vocabulary.Read(reader),
        Weights = LinearWeights.Read(reader),
        Neighbours = Neighbours.Read(reader),
        Labels = ReadMany(reader, reader.ReadInt32(), from => ReadMany(from, from.Read7BitEncodedInt(), inner => inner.Read7BitEncodedInt())),
        Calibration = Calibration.Read(reader),
        Rejection = Rejection.Read(reader),
    };

    private static T[] ReadMany<T>(BinaryReader reader, int count, Func<BinaryReader, T> read)
    {
        var all = new T[count];
        for (var at = 0; at < count; at++)
            all[at] = read(reader);
        return all;
    }
}

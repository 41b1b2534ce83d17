using Baton.Texts.Routers.Contexts;
using Baton.Texts.Routers.Features;
using Baton.Texts.Routers.Learning;
using Baton.Texts.Routers.People;

namespace Baton.Texts.Routers;

/// <summary>A model's judgement of a text, without context.</summary>
/// <param name="Scores">The score of each route.</param>
/// <param name="Confidences">How likely each route is, if the text is in scope.</param>
/// <param name="OutOfScope">The probability that nobody should take it.</param>
/// <param name="Words">The number of its words.</param>
internal sealed record Judgement(double[] Scores, double[] Confidences, double OutOfScope, int Words);

/// <summary>Everything that was learned about texts.</summary>
internal sealed record TextModel
{
    [ThreadStatic]
    private static TextVector? reading;

    /// <summary>The names of the routes.</summary>
    public required string[] Names { get; init; }

    /// <summary>Whether texts may have several routes by themselves; then each route has a confidence of its own.</summary>
    public required bool Several { get; init; }

    public required Vocabulary Vocabulary { get; init; }

    /// <summary>The size of an embedding; 0 for a model without embeddings.</summary>
    public required int EmbeddingSize { get; init; }

    public required LinearWeights Weights { get; init; }

    public required Neighbours Neighbours { get; init; }

    /// <summary>The routes of each example, for the nearest example's vote.</summary>
    public required int[][] Labels { get; init; }

    public required Calibration Calibration { get; init; }

    public required Rejection Rejection { get; init; }

    public required PersonWish PersonWish { get; init; }

    public required ContextModel Context { get; init; }

    /// <summary>Judges a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="embeddings">The embedding of the text, if the model was trained with embeddings.</param>
    /// <param name="without">Whether an example does not count as a neighbour; null if all do.</param>
    public Judgement Judge(ReadOnlySpan<char> text, TextEmbeddings embeddings, Predicate<int>? without = null)
    {
        var vector = Read(text, embeddings);
        var scores = new double[Names.Length];
        if (vector.WordCount == 0)
            return new(scores, Calibration.Confidences(scores), 1, 0);
        Weights.Score(vector.Features, vector.Values, scores);
        Span<double> signs = stackalloc double[Signs.Count];
        Signs.Write(scores, Calibration.Temperature, Familiarity.Of(vector, scores, Neighbours, Labels, without), signs);
        return new(scores, Calibration.Confidences(scores), Rejection.Probability(signs), vector.WordCount);
    }

    /// <summary>The number of a route; -1 if no example has it.</summary>
    public int Number(string name) => Array.BinarySearch(Names, name, StringComparer.Ordinal) is var at && at >= 0 ? at : -1;

    /// <summary>The numbers of routes, ascending; all of them for null.</summary>
    public List<int> Numbers(IReadOnlyCollection<string>? names) =>
        names is null ? [.. Enumerable.Range(0, Names.Length)] : [.. names.Select(Number).Where(number => number >= 0).Distinct().Order()];

    /// <summary>How much a text sounds like a change of subject; 0 if that was not learned.</summary>
    public double Moves(ReadOnlySpan<char> text, TextEmbeddings embeddings)
    {
        if (Context.Moves is not { } machine)
            return 0;
        var vector = Read(text, embeddings);
        Span<double> score = stackalloc double[1];
        machine.Score(vector.Features, vector.Values, score);
        return score[0];
    }

    private TextVector Read(ReadOnlySpan<char> text, TextEmbeddings embeddings)
    {
        var vector = reading ??= new();
        vector.Read(text, Vocabulary);
        vector.Add(embeddings.Of(text), Vocabulary.Count);
        return vector;
    }

    /// <summary>Writes the model.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Names.Length);
        foreach (var name in Names)
            writer.Write(name);
        writer.Write(Several);
        Vocabulary.Write(writer);
        writer.Write(EmbeddingSize);
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
        PersonWish.Write(writer);
        Context.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TextModel Read(BinaryReader reader) =>
        new()
        {
            Names = ReadMany(reader, reader.ReadInt32(), from => from.ReadString()),
            Several = reader.ReadBoolean(),
            Vocabulary = Vocabulary.Read(reader),
            EmbeddingSize = reader.ReadInt32(),
            Weights = LinearWeights.Read(reader),
            Neighbours = Neighbours.Read(reader),
            Labels = ReadMany(
                reader,
                reader.ReadInt32(),
                from => ReadMany(from, from.Read7BitEncodedInt(), inner => inner.Read7BitEncodedInt())
            ),
            Calibration = Calibration.Read(reader),
            Rejection = Rejection.Read(reader),
            PersonWish = PersonWish.Read(reader),
            Context = ContextModel.Read(reader),
        };

    private static T[] ReadMany<T>(BinaryReader reader, int count, Func<BinaryReader, T> read)
    {
        var all = new T[count];
        for (var at = 0; at < count; at++)
            all[at] = read(reader);
        return all;
    }
}

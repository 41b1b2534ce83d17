using Microsoft.Extensions.AI;

namespace Baton.Texts.Routers.Features;

/// <summary>The vectors of a user's generator for texts, each of length 1; none without a generator.</summary>
internal sealed class TextEmbeddings
{
    private const int AtOnce = 256;

    private readonly Dictionary<string, float[]> vectors = new(StringComparer.Ordinal);

    private TextEmbeddings() { }

    /// <summary>No vectors.</summary>
    public static TextEmbeddings None { get; } = new();

    /// <summary>The size of a vector; 0 without vectors.</summary>
    public int Size { get; private set; }

    /// <summary>Asks the generator for the vectors of some texts.</summary>
    /// <exception cref="InvalidOperationException">The generator returns vectors of several sizes, or not one for each text.</exception>
    public static async Task<TextEmbeddings> OfAsync(
        IEnumerable<string> texts,
        IEmbeddingGenerator<string, Embedding<float>> generator,
        CancellationToken cancellationToken
    )
    {
        var found = new TextEmbeddings();
        foreach (var some in texts.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            var given = await generator.GenerateAsync(some, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (given.Count != some.Length)
                throw new InvalidOperationException($"The embedding generator gave {given.Count} vectors for {some.Length} texts.");
            for (var at = 0; at < some.Length; at++)
                found.Add(some[at], given[at].Vector.Span);
        }

        return found;
    }

    /// <summary>The vector of a text; empty if none was requested.</summary>
    public ReadOnlySpan<float> Of(ReadOnlySpan<char> text) =>
        vectors.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var vector) ? vector : [];

    private void Add(string text, ReadOnlySpan<float> given)
    {
        Size = Size == 0 ? given.Length : Size;
        if (given.Length != Size)
            throw new InvalidOperationException($"The embedding generator gave a vector of {given.Length} numbers after one of {Size}.");
        var squares = 0.0;
        foreach (var value in given)
            squares += (double)value * value;
        var scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        var vector = new float[Size];
        for (var at = 0; at < vector.Length; at++)
            vector[at] = given[at] * scale;
        vectors[text] = vector;
    }
}

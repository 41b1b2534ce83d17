using System.Globalization;
using Baton.Texts.Routers.Features;
using Baton.Texts.Routers.People;
using Microsoft.Extensions.AI;

namespace Baton.Texts.Routers;

/// <summary>
/// Classifies messages by examples: who should take a message, with what confidence, and whether nobody here should. It is trained in
/// milliseconds from a few examples, calls no model, is immutable, and may be used by any number of threads. The same examples give the
/// same router, byte for byte, on every machine.
/// </summary>
/// <remarks>docs/routing.md explains it, with its sources and measurements.</remarks>
public sealed class Router
{
    private readonly TextModel model;
    private readonly IEmbeddingGenerator<string, Embedding<float>>? embeddings;

    private Router(TextModel model, IEmbeddingGenerator<string, Embedding<float>>? embeddings)
    {
        this.model = model;
        this.embeddings = embeddings;
    }

    /// <summary>The names of all routes that the examples have, in ordinal order.</summary>
    public IReadOnlyList<string> RouteNames => model.Names;

    /// <summary>Learns from examples.</summary>
    /// <param name="examples">Messages that customers might write, and who should take them. Without examples, every message is out of
    /// scope.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException">The options have embeddings, which need <see cref="TrainAsync"/>, or a share outside 0 to
    /// 1.</exception>
    public static Router Train(IEnumerable<RouterExample> examples, RouterOptions? options = null)
    {
        options ??= new();
        if (options.Embeddings is not null)
            throw new ArgumentException("Embeddings are asked for asynchronously: use TrainAsync.", nameof(options));
        return new(TextTraining.Learn(Checked(examples, options), options, TextEmbeddings.None), null);
    }

    /// <summary>Learns from examples, with the embeddings of the options, if any.</summary>
    /// <param name="examples">Messages that customers might write, and who should take them.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">Stops it while embeddings are generated.</param>
    /// <exception cref="ArgumentException">The options have a share outside 0 to 1.</exception>
    /// <exception cref="InvalidOperationException">The embeddings are not all of one size.</exception>
    public static async Task<Router> TrainAsync(
        IEnumerable<RouterExample> examples,
        RouterOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new();
        var given = Checked(examples, options);
        var vectors = options.Embeddings is { } generator
            ? await TextEmbeddings.OfAsync(TrainingTexts.ToEmbed(given, options), generator, cancellationToken).ConfigureAwait(false)
            : TextEmbeddings.None;
        return new(TextTraining.Learn(given, options, vectors), options.Embeddings);
    }

    /// <summary>Routes a message. The first 16,000 characters are read.</summary>
    /// <param name="message">The customer's words.</param>
    /// <param name="context">The conversation so far; null for its first message.</param>
    /// <exception cref="InvalidOperationException">The router was trained with embeddings: use <see cref="RouteAsync"/>.</exception>
    public Routing Route(string message, RoutingContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (embeddings is not null)
            throw new InvalidOperationException(
                "This router was trained with embeddings, which are asked for asynchronously: use RouteAsync."
            );
        return Reading.Of(model, message, context, TextEmbeddings.None);
    }

    /// <summary>Routes a message, with the embeddings that the router was trained with, if any.</summary>
    /// <param name="message">The customer's words.</param>
    /// <param name="context">The conversation so far; null for its first message.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">The embeddings are not of the size that the router was trained with.</exception>
    public async ValueTask<Routing> RouteAsync(
        string message,
        RoutingContext? context = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(message);
        if (embeddings is null)
            return Reading.Of(model, message, context, TextEmbeddings.None);
        var vectors = await TextEmbeddings.OfAsync(Reading.ToEmbed(message, context), embeddings, cancellationToken).ConfigureAwait(false);
        if (vectors.Size != model.EmbeddingSize)
            throw new InvalidOperationException(
                $"The router was trained with embeddings of {model.EmbeddingSize} numbers, and these have {vectors.Size}."
            );
        return Reading.Of(model, message, context, vectors);
    }

    /// <summary>Whether a message asks for a person, by the English phrases that every router has without examples.</summary>
    /// <param name="message">The customer's words.</param>
    public static bool AsksForPerson(string message) => PersonWish.IsIn(message);

    /// <summary>
    /// Writes the router, so that <see cref="TryLoad"/> can read it instead of training again. Embeddings are not part of it.
    /// </summary>
    /// <param name="stream">The destination.</param>
    public void Save(Stream stream) => RouterFile.Write(model, stream);

    /// <summary>Reads a router that was saved.</summary>
    /// <param name="stream">What <see cref="Save"/> wrote.</param>
    /// <param name="embeddings">The same embeddings that it was trained with, if any.</param>
    /// <returns>The router. Null if the data was truncated or changed, comes from another version of Baton, or was trained with embeddings
    /// and none are given, or the reverse. Train again then.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Router? TryLoad(Stream stream, IEmbeddingGenerator<string, Embedding<float>>? embeddings = null) =>
        RouterFile.TryRead(stream) is { } model && model.EmbeddingSize > 0 == embeddings is not null ? new(model, embeddings) : null;

    /// <summary>
    /// A key for a router in a cache: 64 hexadecimal digits that are the same for the same examples, options and router version, and differ
    /// otherwise.
    /// </summary>
    /// <param name="examples">The training examples.</param>
    /// <param name="options">The options; null for the defaults.</param>
    public static string Fingerprint(IEnumerable<RouterExample> examples, RouterOptions? options = null) =>
        RouterFile.Fingerprint(examples, options ?? new());

    private static List<RouterExample> Checked(IEnumerable<RouterExample> examples, RouterOptions options)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (options.KeptInScope is not (>= 0 and <= 1))
            throw new ArgumentException(
                $"KeptInScope must be from 0 to 1, and not {options.KeptInScope.ToString(CultureInfo.InvariantCulture)}.",
                nameof(options)
            );
        var given = examples.ToList();
        if (
            given
                .Concat(options.Validation)
                .Any(example => example?.Text is null || example.Routes is null || example.Routes.Any(string.IsNullOrEmpty))
        )
            throw new ArgumentException("An example needs a text, and a name for each of its routes.", nameof(examples));
        return given;
    }
}

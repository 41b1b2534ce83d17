using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Texts.Routers;

/// <summary>
/// Keeps trained routers in a folder, each in a file whose name says from what it was trained: other examples, options or versions of Baton
/// make another file. It may be shared by threads and processes. A file that was cut or changed is made anew, and a folder that cannot be
/// read or written only costs the training.
/// </summary>
/// <remarks>
/// Routers of fewer than <see cref="LeastExamples"/> examples are trained so fast that a file hardly pays, and are not kept; docs/routing.md has
/// the measurement.
/// </remarks>
public sealed class RouterCache
{
    /// <summary>From so many examples on a router is kept.</summary>
    public const int LeastExamples = 200;

    // Of teams that change often the old ones are in nobody's way.
    private const int MostFiles = 64;
    private const string Extension = ".router";

    private readonly string? folder;
    private readonly ILogger logger;

    /// <summary>Keeps routers in a folder.</summary>
    /// <param name="folder">The folder; it is made when the first router is kept.</param>
    /// <param name="logger">Where it is said that a router could not be kept. Default: nowhere.</param>
    public RouterCache(string folder, ILogger? logger = null)
        : this(logger)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        this.folder = folder;
    }

    private RouterCache(ILogger? logger) => this.logger = logger ?? NullLogger.Instance;

    /// <summary>Keeps nothing: every router is trained.</summary>
    public static RouterCache None { get; } = new(logger: null);

    /// <summary>The router of these examples: the kept one, or one that is trained now and kept.</summary>
    /// <param name="examples">What it is trained from.</param>
    /// <param name="options">How; the defaults when null. They must have no embeddings.</param>
    /// <exception cref="ArgumentException">The options have embeddings, which need <see cref="GetAsync"/>.</exception>
    public Router Get(IReadOnlyList<RouterExample> examples, RouterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var path = PathOf(examples, options);
        return Read(path, options) ?? Keep(path, Router.Train(examples, options));
    }

    /// <summary>The router of these examples: the kept one, or one that is trained now and kept.</summary>
    /// <param name="examples">What it is trained from.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the training.</param>
    public async Task<Router> GetAsync(IReadOnlyList<RouterExample> examples, RouterOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var path = PathOf(examples, options);
        return Read(path, options) ?? Keep(path, await Router.TrainAsync(examples, options, cancellationToken).ConfigureAwait(false));
    }

    // Embeddings cost more than a file, however few examples there are.
    private string? PathOf(IReadOnlyList<RouterExample> examples, RouterOptions? options) =>
        folder is null || (examples.Count < LeastExamples && options?.Embeddings is null) ? null : Path.Combine(folder, Router.Fingerprint(examples, options) + Extension);

    private Router? Read(string? path, RouterOptions? options)
    {
        if (path is null || !File.Exists(path))
            return null;
        try
        {
            using var stream = File.OpenRead(path);
            return Router.TryLoad(stream, options?.Embeddings);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            CacheLog.Unread(logger, exception, path);
            return null;
        }
    }

    private Router Keep(string? path, Router router)
    {
        if (path is null)
            return router;
        // Nobody ever sees half a file: it is written aside and then gets its name, and of two writers either one's is right.
        var aside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(folder!);
            try
            {
                using (var stream = File.Create(aside))
                    router.Save(stream);
                File.Move(aside, path, overwrite: true);
            }
            catch
            {
                File.Delete(aside);
                throw;
            }

            foreach (var old in new DirectoryInfo(folder!).EnumerateFiles('*' + Extension).OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostFiles))
                old.Delete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            CacheLog.Unkept(logger, exception, path);
        }

        return router;
    }
}

/// <summary>What operators read of a cache.</summary>
internal static partial class CacheLog
{
    [LoggerMessage(1, LogLevel.Warning, "The trained router {Path} cannot be read: it is trained again")]
    public static partial void Unread(ILogger logger, Exception exception, string path);

    [LoggerMessage(2, LogLevel.Warning, "The trained router {Path} cannot be saved: it is trained again next time")]
    public static partial void Unkept(ILogger logger, Exception exception, string path);
}

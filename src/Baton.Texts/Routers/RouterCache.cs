using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Texts.Routers;

/// <summary>
/// Keeps trained routers in a folder, each in a file that is named by its training data: other examples, options or versions of Baton use
/// another file. Threads and processes may share it. A file that was truncated or changed is written again, and a folder that cannot be
/// read or written costs only the training.
/// </summary>
public sealed class RouterCache
{
    // The oldest files are removed, so that teams that change often do not fill the disk.
    private const int MostFiles = 256;
    private const string Extension = ".router";

    private readonly string? folder;
    private readonly ILogger logger;

    /// <summary>Creates a cache in a folder.</summary>
    /// <param name="folder">The folder; it is created with the first router.</param>
    /// <param name="logger">Receives failures to keep a router. Default: none.</param>
    public RouterCache(string folder, ILogger? logger = null)
        : this(logger)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        this.folder = folder;
    }

    private RouterCache(ILogger? logger) => this.logger = logger ?? NullLogger.Instance;

    /// <summary>No cache: every router is trained.</summary>
    public static RouterCache None { get; } = new(logger: null);

    /// <summary>The router of these examples: from the cache, or trained now and kept.</summary>
    /// <param name="examples">The training examples.</param>
    /// <param name="options">The options without embeddings; null for the defaults.</param>
    /// <exception cref="ArgumentException">The options have embeddings, which need <see cref="GetAsync"/>.</exception>
    public Router Get(IReadOnlyList<RouterExample> examples, RouterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var path = PathOf(examples, options);
        return Read(path, options) ?? Keep(path, Router.Train(examples, options));
    }

    /// <summary>The router of these examples: from the cache, or trained now and kept.</summary>
    /// <param name="examples">The training examples.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the training.</param>
    public async Task<Router> GetAsync(
        IReadOnlyList<RouterExample> examples,
        RouterOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(examples);
        var path = PathOf(examples, options);
        return Read(path, options) ?? Keep(path, await Router.TrainAsync(examples, options, cancellationToken).ConfigureAwait(false));
    }

    private string? PathOf(IReadOnlyList<RouterExample> examples, RouterOptions? options) =>
        folder is null ? null : Path.Combine(folder, Router.Fingerprint(examples, options) + Extension);

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
        // The file is written under another name and then renamed, so nobody sees half a file. If two writers race, either file is right.
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

            foreach (
                var old in new DirectoryInfo(folder!)
                    .EnumerateFiles('*' + Extension)
                    .OrderByDescending(file => file.LastWriteTimeUtc)
                    .Skip(MostFiles)
            )
                old.Delete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            CacheLog.Unkept(logger, exception, path);
        }

        return router;
    }
}

/// <summary>Log messages of the cache.</summary>
internal static partial class CacheLog
{
    [LoggerMessage(1, LogLevel.Warning, "The trained router {Path} cannot be read: it is trained again")]
    public static partial void Unread(ILogger logger, Exception exception, string path);

    [LoggerMessage(2, LogLevel.Warning, "The trained router {Path} cannot be saved: it is trained again next time")]
    public static partial void Unkept(ILogger logger, Exception exception, string path);
}

using Baton.Journals.Entries;

namespace Baton.Teams.Fallbacks;

/// <summary>
/// How an exception of a chat client is classified: whether retrying the same model may succeed, and after what time. A chat client may
/// offer a function from its exceptions to this as a service (<c>GetService(typeof(Func&lt;Exception, ModelFailure?&gt;))</c>), as those of
/// Baton.Providers do.
/// </summary>
public sealed record ModelFailure
{
    private ModelFailure(ModelFailureKind kind, FailureCause cause) => (Kind, Cause) = (kind, cause);

    /// <summary>What the journal calls it.</summary>
    public FailureCause Cause { get; }

    /// <summary>How long the provider asks to wait; null if it does not say. Default: null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The time until which the provider asks to wait, if it gives one. Default: null.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    internal ModelFailureKind Kind { get; }

    /// <summary>The request is longer than what the model reads. A shorter history helps.</summary>
    public static ModelFailure TooLong { get; } = new(ModelFailureKind.ContextTooLong, FailureCause.ContextTooLong);

    /// <summary>A failure after which the same model may succeed.</summary>
    public static ModelFailure Transient(FailureCause cause) => new(ModelFailureKind.Transient, cause);

    /// <summary>
    /// A failure that lasts until an operator acts, such as a refused key or an unknown model. Only another model helps.
    /// </summary>
    public static ModelFailure Permanent(FailureCause cause) => new(ModelFailureKind.Permanent, cause);

    /// <summary>The request is faulty: a bug. Retrying fails again.</summary>
    public static ModelFailure CallersFault(FailureCause cause) => new(ModelFailureKind.CallersFault, cause);

    /// <summary>The model or its provider refuses to answer this.</summary>
    public static ModelFailure Refused(FailureCause cause) => new(ModelFailureKind.Refused, cause);

    /// <summary>
    /// What an HTTP status that is no success means, whatever the provider (RFC 9110; 529 is Anthropic's word for overloaded).
    /// </summary>
    /// <param name="status">The status.</param>
    /// <param name="retryAfter">The header <c>Retry-After</c> as it was sent, if it was.</param>
    public static ModelFailure Of(int status, string? retryAfter = null) => StatusFailures.Of(status, retryAfter);

    /// <summary>What an exception means that no provider's own classifier knows.</summary>
    public static ModelFailure Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return StatusFailures.Of(exception);
    }

    /// <summary>How long the provider asks to wait from a given time; null if it does not say.</summary>
    internal TimeSpan? WaitFrom(DateTimeOffset now) =>
        RetryAfter
        ?? (
            RetryAt is not { } at ? null
            : at > now ? at - now
            : TimeSpan.Zero
        );
}

/// <summary>What a model's failure allows, which decides what to do.</summary>
internal enum ModelFailureKind
{
    /// <summary>Retrying the same model may succeed.</summary>
    Transient,

    /// <summary>It lasts until an operator acts, such as a refused key or an unknown model. Only another model helps.</summary>
    Permanent,

    /// <summary>The request is faulty: a bug. Retrying fails again.</summary>
    CallersFault,

    /// <summary>The request is longer than the model's window. A shorter history helps.</summary>
    ContextTooLong,

    /// <summary>The model or its provider refuses to answer this.</summary>
    Refused,
}

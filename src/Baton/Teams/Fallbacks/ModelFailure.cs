using Baton.Journals.Entries;

namespace Baton.Teams.Fallbacks;

/// <summary>How an exception of a chat client is classified: whether retrying the same model may succeed, and after what time.</summary>
public sealed record ModelFailure
{
    /// <summary>The kind of failure, which decides what to do.</summary>
    public required ModelFailureKind Kind { get; init; }

    /// <summary>What the journal calls it.</summary>
    public required FailureCause Cause { get; init; }

    /// <summary>How long the provider asks to wait; null if it does not say. Default: null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The time until which the provider asks to wait, if it gives one. Default: null.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The request is longer than what the model reads.</summary>
    public static ModelFailure TooLong => StatusFailures.TooLong;

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

/// <summary>What to do about a model's failure.</summary>
public enum ModelFailureKind
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

/// <summary>
/// Classifies an exception of a chat client; returns null for one that it does not know. A chat client may offer its own as a service
/// (<c>GetService(typeof(FailureClassifier))</c>), as those of Baton.Providers do.
/// </summary>
/// <param name="exception">What the chat client threw.</param>
public delegate ModelFailure? FailureClassifier(Exception exception);

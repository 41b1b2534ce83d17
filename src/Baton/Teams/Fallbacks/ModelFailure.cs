using Baton.Journals.Entries;

namespace Baton.Teams.Fallbacks;

/// <summary>What an exception of a chat client means: whether the same again may help, and after how long.</summary>
public sealed record ModelFailure
{
    /// <summary>What is to be done about it.</summary>
    public required ModelFailureKind Kind { get; init; }

    /// <summary>What the journal calls it.</summary>
    public required FailureCause Cause { get; init; }

    /// <summary>How long the provider asks to be left alone; null when it does not say. Default: null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The moment until which the provider asks to be left alone, where it gives one instead. Default: null.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>How long the provider asks to be left alone, as of a moment; null when it does not say.</summary>
    internal TimeSpan? WaitFrom(DateTimeOffset now) => RetryAfter ?? (RetryAt is not { } at ? null : at > now ? at - now : TimeSpan.Zero);
}

/// <summary>What is to be done about a failure of a model.</summary>
public enum ModelFailureKind
{
    /// <summary>It passes: the same again may help.</summary>
    Transient,

    /// <summary>It stays until an operator acts: a key that is refused, a model that nobody knows. Only another model helps.</summary>
    Permanent,

    /// <summary>The request is faulty: a bug, and the same again fails again.</summary>
    CallersFault,

    /// <summary>The request is longer than the model's window: a shorter history helps.</summary>
    ContextTooLong,

    /// <summary>The model or its provider will not answer this.</summary>
    Refused,
}

/// <summary>
/// Says what an exception of a chat client means; null for one that it does not know. A chat client that offers one as a service
/// (<c>GetService(typeof(FailureClassifier))</c>, as those of Baton.Providers do) is understood by it.
/// </summary>
/// <param name="exception">What the chat client threw.</param>
public delegate ModelFailure? FailureClassifier(Exception exception);

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Baton.Journals.Entries;

namespace Baton.Teams.Fallbacks;

/// <summary>What HTTP statuses and the exceptions of .NET itself mean, for every provider.</summary>
internal static class StatusFailures
{
    private static readonly ModelFailure Unreachable = new() { Kind = ModelFailureKind.Transient, Cause = FailureCause.ModelError };

    private static readonly ModelFailure Late = new() { Kind = ModelFailureKind.Transient, Cause = FailureCause.ModelTimeout };

    private static readonly ModelFailure Faulty = new() { Kind = ModelFailureKind.CallersFault, Cause = FailureCause.BadRequest };

    private static readonly ModelFailure Unknown = new() { Kind = ModelFailureKind.CallersFault, Cause = FailureCause.ModelError };

    /// <summary>The request is longer than what the model reads.</summary>
    public static readonly ModelFailure TooLong = new() { Kind = ModelFailureKind.ContextTooLong, Cause = FailureCause.ContextTooLong };

    /// <summary>An exception that no provider's own classifier knows.</summary>
    public static ModelFailure Of(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: { } status } => Of((int)status),
        TimeoutException => Late,
        // A client gave up waiting by a clock of its own: whoever stops the turn is asked before this.
        OperationCanceledException => Late,
        HttpRequestException or HttpIOException or IOException or SocketException => Unreachable,
        _ => exception.InnerException is { } inner ? Of(inner) : Unknown,
    };

    /// <summary>An HTTP status that is no success (RFC 9110, section 15; 529 is Anthropic's word for overloaded).</summary>
    /// <param name="status">The status.</param>
    /// <param name="retryAfter">The header <c>Retry-After</c> as it was sent, if it was.</param>
    public static ModelFailure Of(int status, string? retryAfter = null)
    {
        var failure = status switch
        {
            (int)HttpStatusCode.RequestTimeout => Late,
            (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.ServiceUnavailable or 529 => Unreachable with { Cause = FailureCause.Overloaded },
            (int)HttpStatusCode.GatewayTimeout => Late,
            (int)HttpStatusCode.Conflict or (>= 500 and not (int)HttpStatusCode.NotImplemented) => Unreachable,
            (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.PaymentRequired or (int)HttpStatusCode.Forbidden or (int)HttpStatusCode.NotFound =>
                new ModelFailure { Kind = ModelFailureKind.Permanent, Cause = FailureCause.ModelDenied },
            (int)HttpStatusCode.RequestEntityTooLarge => TooLong,
            _ => Faulty,
        };
        return failure.Kind == ModelFailureKind.Transient ? Waiting(failure, retryAfter) : failure;
    }

    // Seconds or a date (RFC 9110, section 10.2.3). What is neither is as if nothing was said.
    private static ModelFailure Waiting(ModelFailure failure, string? retryAfter)
    {
        if (double.TryParse(retryAfter, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= TimeSpan.FromDays(365).TotalSeconds)
            return failure with { RetryAfter = TimeSpan.FromSeconds(seconds) };
        return RetryConditionHeaderValue.TryParse(retryAfter, out var header) && header.Date is { } date ? failure with { RetryAt = date } : failure;
    }
}

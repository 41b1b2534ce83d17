using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Baton.Journals.Entries;

namespace Baton.Teams.Fallbacks;

/// <summary>Classifies HTTP statuses and exceptions of .NET itself, for all providers.</summary>
internal static class StatusFailures
{
    private static readonly ModelFailure Unreachable = ModelFailure.Transient(FailureCause.ModelError);

    private static readonly ModelFailure Overloaded = ModelFailure.Transient(FailureCause.Overloaded);

    private static readonly ModelFailure TimedOut = ModelFailure.Transient(FailureCause.ModelTimeout);

    private static readonly ModelFailure BadRequest = ModelFailure.CallersFault(FailureCause.BadRequest);

    private static readonly ModelFailure Unknown = ModelFailure.CallersFault(FailureCause.ModelError);

    /// <summary>Classifies an exception that no provider's own classifier knows.</summary>
    public static ModelFailure Of(Exception exception) =>
        exception switch
        {
            HttpRequestException { StatusCode: { } status } => Of((int)status),
            TimeoutException => TimedOut,
            // The client timed out by itself. The caller checks first whether the turn was stopped.
            OperationCanceledException => TimedOut,
            HttpRequestException or HttpIOException or IOException or SocketException => Unreachable,
            _ => exception.InnerException is { } inner ? Of(inner) : Unknown,
        };

    /// <summary>Classifies an HTTP status that is no success (RFC 9110, section 15; 529 is Anthropic's word for overloaded).</summary>
    /// <param name="status">The status.</param>
    /// <param name="retryAfter">The header <c>Retry-After</c> as it was sent, if it was.</param>
    public static ModelFailure Of(int status, string? retryAfter = null)
    {
        var failure = status switch
        {
            (int)HttpStatusCode.RequestTimeout => TimedOut,
            (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.ServiceUnavailable or 529 => Overloaded,
            (int)HttpStatusCode.GatewayTimeout => TimedOut,
            (int)HttpStatusCode.Conflict or (>= 500 and not (int)HttpStatusCode.NotImplemented) => Unreachable,
            (int)HttpStatusCode.Unauthorized
            or (int)HttpStatusCode.PaymentRequired
            or (int)HttpStatusCode.Forbidden
            or (int)HttpStatusCode.NotFound => ModelFailure.Permanent(FailureCause.ModelDenied),
            (int)HttpStatusCode.RequestEntityTooLarge => ModelFailure.TooLong,
            _ => BadRequest,
        };
        return failure.Kind == ModelFailureKind.Transient ? WithRetryAfter(failure, retryAfter) : failure;
    }

    // Seconds or a date (RFC 9110, section 10.2.3). Anything else is ignored.
    private static ModelFailure WithRetryAfter(ModelFailure failure, string? retryAfter)
    {
        if (
            double.TryParse(retryAfter, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= TimeSpan.FromDays(365).TotalSeconds
        )
            return failure with { RetryAfter = TimeSpan.FromSeconds(seconds) };
        return RetryConditionHeaderValue.TryParse(retryAfter, out var header) && header.Date is { } date
            ? failure with
            {
                RetryAt = date,
            }
            : failure;
    }
}

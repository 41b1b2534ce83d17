using Anthropic.Exceptions;
using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;

namespace Baton.Providers.Failures;

/// <summary>
/// Classifies exceptions of Anthropic's SDK. The error types are those of its API (https://docs.anthropic.com/en/api/errors); in a stream
/// they arrive with status 200.
/// </summary>
internal static class AnthropicFailures
{
    public static ModelFailure? Of(Exception exception, StatusWatch.Note? note) =>
        exception switch
        {
            AnthropicApiException api => Of((int)api.StatusCode, note?.RetryAfter, ErrorBody.Parse(api.ResponseBody)),
            AnthropicServiceException service => Of(
                StatusOf(ErrorBody.Of(service.Body).Type),
                note?.RetryAfter,
                ErrorBody.Of(service.Body)
            ),
            AnthropicIOException => ModelFailure.Transient(FailureCause.ModelError),
            _ => null,
        };

    private static ModelFailure Of(int status, string? retryAfter, ErrorBody error) =>
        status is 400 && error.Message?.Contains("prompt is too long", StringComparison.OrdinalIgnoreCase) == true
            ? ModelFailure.TooLong
            : ModelFailure.Of(status, retryAfter);

    private static int StatusOf(string? type) =>
        type switch
        {
            "invalid_request_error" => 400,
            "authentication_error" => 401,
            "billing_error" => 402,
            "permission_error" => 403,
            "not_found_error" => 404,
            "request_too_large" => 413,
            "rate_limit_error" => 429,
            "timeout_error" => 504,
            "overloaded_error" => 529,
            _ => 500,
        };
}

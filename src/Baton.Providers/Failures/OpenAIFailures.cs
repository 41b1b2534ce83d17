using System.ClientModel;
using System.ClientModel.Primitives;
using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;

namespace Baton.Providers.Failures;

/// <summary>
/// Classifies exceptions of OpenAI's SDK, from OpenAI and from compatible servers. The codes are those of its API
/// (https://platform.openai.com/docs/guides/error-codes).
/// </summary>
internal static class OpenAIFailures
{
    public static ModelFailure? Of(Exception exception, StatusWatch.Note? note)
    {
        // A failed connection has no status; its exception is inside.
        if (exception is not ClientResultException { Status: > 0 } result)
            return exception is ClientResultException
                ? ModelFailure.Of(exception.InnerException ?? new IOException(exception.Message))
                : null;
        var error = ErrorBody.Parse(BodyOf(result.GetRawResponse()));
        return error.Code switch
        {
            "context_length_exceeded" => ModelFailure.TooLong,
            "content_filter" => ModelFailure.Refused(FailureCause.ContentFiltered),
            // Out of credit, not too many requests: it lasts until somebody pays.
            "insufficient_quota" => ModelFailure.Permanent(FailureCause.ModelDenied),
            _ when result.Status == 400 && error.Message?.Contains("maximum context length", StringComparison.OrdinalIgnoreCase) == true =>
                ModelFailure.TooLong,
            _ => ModelFailure.Of(result.Status, RetryAfterOf(result.GetRawResponse()) ?? note?.RetryAfter),
        };
    }

    private static string? RetryAfterOf(PipelineResponse? response) =>
        response is not null && response.Headers.TryGetValue("Retry-After", out var value) ? value : null;

    private static string? BodyOf(PipelineResponse? response)
    {
        try
        {
            return response?.Content.ToString();
        }
        catch (InvalidOperationException)
        {
            // The SDK did not keep the body of this answer, so only the status is known.
            return null;
        }
    }
}

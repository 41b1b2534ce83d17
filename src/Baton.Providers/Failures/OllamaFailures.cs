using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;
using OllamaSharp.Models.Exceptions;

namespace Baton.Providers.Failures;

/// <summary>Classifies exceptions of OllamaSharp. They have a message and no status, so the HTTP answer is used.</summary>
internal static class OllamaFailures
{
    public static ModelFailure? Of(Exception exception, StatusWatch.Note? note)
    {
        if (exception is ModelDoesNotSupportToolsException)
            return ModelFailure.Permanent(FailureCause.ModelDenied);
        if (note?.Status is not { } status)
            return exception is OllamaException ? ModelFailure.Of(500) : null;
        return status == 400 && exception.Message.Contains("context length", StringComparison.OrdinalIgnoreCase)
            ? ModelFailure.TooLong
            : ModelFailure.Of(status, note.RetryAfter);
    }
}

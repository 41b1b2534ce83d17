using Microsoft.Extensions.Logging;

namespace Baton.Webhooks;

/// <summary>What operators read about callbacks. It contains no secret, and nothing of what was sent.</summary>
internal static partial class CallbackLog
{
    [LoggerMessage(
        EventId = 63,
        Level = LogLevel.Error,
        Message = "Callbacks of {System} are refused: the variable {Variable} does not hold {Form}."
    )]
    public static partial void NoSecret(ILogger logger, string system, string variable, string form);

    [LoggerMessage(EventId = 65, Level = LogLevel.Error, Message = "A callback of {System} could not be recorded.")]
    public static partial void NotRecorded(ILogger logger, Exception failure, string system);
}

namespace Baton;

/// <summary>
/// Thrown by a tool to tell the model what went wrong: the model reads the message. Of any other exception it reads only the type's name,
/// because the message may contain secrets.
/// </summary>
/// <param name="message">What went wrong and what could help, for the model.</param>
/// <param name="inner">The cause. It is only logged.</param>
public sealed class ToolException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>
    /// Whether nobody knows if the call took effect, because its answer was lost. Such a call is journalled as unknown. If its tool may be
    /// repeated, it is run once more under the same id first. Default: false, and the call counts as failed.
    /// </summary>
    public bool IsOutcomeUnknown { get; init; }
}

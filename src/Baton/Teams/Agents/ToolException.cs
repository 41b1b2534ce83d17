namespace Baton;

/// <summary>
/// A tool's way to tell the model what went wrong: the message is given to the model as it is. Any other exception reaches the model
/// as its type's name only, since its message may hold secrets.
/// </summary>
/// <param name="message">What went wrong and what could help, for the model.</param>
/// <param name="inner">What caused it; it goes to the log only.</param>
public sealed class ToolException(string message, Exception? inner = null) : Exception(message, inner);

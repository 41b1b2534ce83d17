namespace Baton.Providers;

/// <summary>A model is not named well or cannot be used as things are configured. The message says what to change.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="inner">What caused it, if anything did.</param>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner);

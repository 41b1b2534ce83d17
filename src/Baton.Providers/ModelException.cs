namespace Baton.Providers;

/// <summary>A model's name is invalid, or the configuration does not allow the model. The message says what to change.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner);

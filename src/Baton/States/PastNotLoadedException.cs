namespace Baton.States;

/// <summary>
/// Something of a conversation's past was asked for that is not in memory. Whoever holds the session loads the whole conversation and asks
/// again. Nothing was changed.
/// </summary>
internal sealed class PastNotLoadedException(string what) : InvalidOperationException($"{what} is not in memory.");

namespace Baton.Performing.Deliveries;

/// <summary>Something could not be delivered.</summary>
/// <param name="message">Why, in a sentence. It stands in the journal, so it repeats nothing that was to be delivered.</param>
/// <param name="isFinal">Whether trying again is of no use.</param>
/// <param name="innerException">What failed.</param>
public sealed class DeliveryException(string message, bool isFinal, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether trying again is of no use.</summary>
    public bool IsFinal { get; } = isFinal;
}

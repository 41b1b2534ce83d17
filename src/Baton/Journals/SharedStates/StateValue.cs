namespace Baton.Journals.SharedStates;

/// <summary>The current value at a place.</summary>
/// <param name="Revision">How often it was written; 0 if never.</param>
/// <param name="Value">The value; null if it was never written.</param>
public sealed record StateValue(long Revision, JsonText? Value)
{
    /// <summary>A place that was never written.</summary>
    public static StateValue None { get; } = new(0, null);
}

namespace Baton.Journals.SharedStates;

/// <summary>A shared value as it stands.</summary>
/// <param name="Revision">How often it was written; 0 when it never was.</param>
/// <param name="Value">The value; null when it was never written.</param>
public sealed record StateValue(long Revision, JsonText? Value)
{
    /// <summary>What stands where nothing was written.</summary>
    public static StateValue None { get; } = new(0, null);
}

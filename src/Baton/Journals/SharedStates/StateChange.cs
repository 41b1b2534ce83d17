namespace Baton.Journals.SharedStates;

/// <summary>A new value for a place.</summary>
/// <param name="Place">Where.</param>
/// <param name="Value">The value that replaces the current one.</param>
public sealed record StateChange(StatePlace Place, JsonText Value);

using Baton.Journals;

namespace Baton.Teams.SharedStates;

/// <summary>A write to a shared value by the program that runs the team, or by a person at a desk.</summary>
/// <param name="Key">The key's name.</param>
/// <param name="Value">The value, or what is merged with the current one.</param>
/// <param name="ExpectedRevision">The revision that it builds on, 0 for a value that was never written. Required for keys with <see
/// cref="StateMerge.Reject"/>, and ignored for others. Default: none.</param>
public sealed record StateEdit(string Key, JsonText Value, long? ExpectedRevision = null);

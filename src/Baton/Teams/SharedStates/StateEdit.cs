using Baton.Journals;

namespace Baton.Teams.SharedStates;

/// <summary>A write to a shared value by the program that runs the team, or by a person at a desk.</summary>
/// <param name="Key">The key's name.</param>
/// <param name="Value">The value, or what is brought together with it as the key says.</param>
/// <param name="ExpectedRevision">
/// The revision that it builds on, 0 for a value that was never written. Required where writes <see cref="StateMerge.Reject"/>; elsewhere it
/// says nothing. Default: none.
/// </param>
public sealed record StateEdit(string Key, JsonText Value, long? ExpectedRevision = null);

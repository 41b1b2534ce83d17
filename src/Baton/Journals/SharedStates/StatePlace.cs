namespace Baton.Journals.SharedStates;

/// <summary>Where an <see cref="IJournal"/> keeps a shared value.</summary>
/// <param name="Scope"><see cref="StateScope.Customer"/> or <see cref="StateScope.Team"/>; the store holds no others.</param>
/// <param name="Owner">The customer's id or the team's name.</param>
/// <param name="Key">The key's name.</param>
public readonly record struct StatePlace(StateScope Scope, string Owner, string Key);

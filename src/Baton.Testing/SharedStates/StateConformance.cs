using Baton.Journals.SharedStates;

namespace Baton.Testing.SharedStates;

/// <summary>
/// What every <see cref="IStateStore"/> must pass. Run each check as a test of its own, as those of <c>JournalConformance</c>.
/// </summary>
public static class StateConformance
{
    /// <summary>Every check; for a store that cannot be opened again leave out those that need it.</summary>
    public static IReadOnlyList<StateCheck> All { get; } = [.. UpdateChecks.All, .. MeetingChecks.All];
}

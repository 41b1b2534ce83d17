using Baton.Journals.SharedStates;

namespace Baton.Testing.SharedStates;

/// <summary>
/// The checks that every <see cref="IStateStore"/> must pass. Run each as a test of its own, like those of <c>JournalConformance</c>.
/// </summary>
public static class StateConformance
{
    /// <summary>All checks. For a store that cannot be opened again, leave out those that need it.</summary>
    public static IReadOnlyList<StateCheck> All { get; } = [.. UpdateChecks.All, .. MeetingChecks.All];
}

using Baton.Journals.SharedStates;

namespace Baton.Testing.SharedStates;

/// <summary>A store for a check to work on.</summary>
public sealed record StateStoreUnderTest
{
    /// <summary>Opens a new, empty store. Checks dispose it when it can be disposed of.</summary>
    public required Func<ValueTask<IStateStore>> Open { get; init; }

    /// <summary>Disposes of a store and opens it again, as another process would find it; null when it cannot be opened again.</summary>
    public Func<IStateStore, ValueTask<IStateStore>>? Reopen { get; init; }
}

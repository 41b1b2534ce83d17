using Baton.Journals.SharedStates;

namespace Baton.Testing.SharedStates;

/// <summary>A store to check.</summary>
public sealed record StateStoreUnderTest
{
    /// <summary>Opens a new, empty store. Checks dispose it if it is disposable.</summary>
    public required Func<ValueTask<IStateStore>> Open { get; init; }

    /// <summary>Disposes a store and opens it again, as another process would; null if it cannot be opened again.</summary>
    public Func<IStateStore, ValueTask<IStateStore>>? Reopen { get; init; }
}

using Baton.Journals;

namespace Baton.Testing.Journals;

/// <summary>
/// How the conformance suite gets at your journal. A journal that is <see cref="IAsyncDisposable"/> is disposed after use.
/// </summary>
public sealed record JournalUnderTest
{
    /// <summary>Opens a new and empty journal.</summary>
    public required Func<ValueTask<IJournal>> Open { get; init; }

    /// <summary>Closes a journal and opens the same store again. Null when the journal does not outlive the process.</summary>
    public Func<IJournal, ValueTask<IJournal>>? Reopen { get; init; }
}

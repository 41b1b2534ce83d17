using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Tests.Journals;

namespace Baton.Tests.SharedStates;

/// <summary>A journal whose shared values lie in another one, so that a test can let either of them fail or die alone.</summary>
/// <param name="entries">The journal with the entries.</param>
/// <param name="states">The journal with the shared values.</param>
internal sealed class StateElsewhere(IJournal entries, IJournal states) : WrappedJournal(entries)
{
    public override ValueTask<IReadOnlyList<StateValue>> ReadStateAsync(
        IReadOnlyList<StatePlace> places,
        CancellationToken cancellationToken = default
    ) => states.ReadStateAsync(places, cancellationToken);

    public override ValueTask<IReadOnlyList<StateValue>> UpdateStateAsync(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken = default
    ) => states.UpdateStateAsync(id, places, update, cancellationToken);
}

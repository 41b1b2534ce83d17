using Baton.Journals.SharedStates;
using Baton.Testing.Journals;

namespace Baton.Testing.SharedStates;

/// <summary>One promise of <see cref="IStateStore"/>, checked.</summary>
public sealed class StateCheck
{
    private readonly Func<StateTrial, Task> body;

    internal StateCheck(Func<StateTrial, Task> body, bool needsReopening = false)
    {
        this.body = body;
        Name = body.Method.Name;
        NeedsReopening = needsReopening;
    }

    /// <summary>The promise, as a sentence with underscores.</summary>
    public string Name { get; }

    /// <summary>Whether it can only be checked on a store with <see cref="StateStoreUnderTest.Reopen"/>.</summary>
    public bool NeedsReopening { get; }

    /// <summary>Checks the promise on a new store.</summary>
    /// <param name="subject">The store to check.</param>
    /// <param name="cancellationToken">Stops a store that hangs; give it a time limit.</param>
    /// <exception cref="ConformanceException">The store does not keep it.</exception>
    public async Task RunAsync(StateStoreUnderTest subject, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (NeedsReopening && subject.Reopen is null)
            throw new ArgumentException($"'{Name}' needs a store that can be opened again.", nameof(subject));
        await using var trial = new StateTrial(subject, await subject.Open().ConfigureAwait(false), cancellationToken);
        await body(trial).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override string ToString() => Name;
}

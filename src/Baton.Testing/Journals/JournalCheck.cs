using Baton.Journals;

namespace Baton.Testing.Journals;

/// <summary>One promise of <see cref="IJournal"/>, checked.</summary>
public sealed class JournalCheck
{
    private readonly Func<JournalTrial, Task> body;

    internal JournalCheck(Func<JournalTrial, Task> body, bool needsReopening = false, bool needsTenants = false)
    {
        this.body = body;
        Name = body.Method.Name;
        NeedsReopening = needsReopening;
        NeedsTenants = needsTenants;
    }

    /// <summary>The promise, as a sentence with underscores.</summary>
    public string Name { get; }

    /// <summary>Whether it can only be checked on a journal with <see cref="JournalUnderTest.Reopen"/>.</summary>
    public bool NeedsReopening { get; }

    /// <summary>Whether it can only be checked on a journal that keeps tenants apart (<see cref="IJournal.ForTenant"/>).</summary>
    public bool NeedsTenants { get; }

    /// <summary>Checks the promise on a new journal.</summary>
    /// <param name="subject">The journal to check.</param>
    /// <param name="cancellationToken">Ends a journal that hangs; give it a time limit.</param>
    /// <exception cref="ConformanceException">The journal does not keep it.</exception>
    public async Task RunAsync(JournalUnderTest subject, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (NeedsReopening && subject.Reopen is null)
            throw new ArgumentException($"'{Name}' needs a journal that can be opened again.", nameof(subject));
        await using var trial = new JournalTrial(subject, await subject.Open().ConfigureAwait(false), cancellationToken);
        await body(trial).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override string ToString() => Name;
}

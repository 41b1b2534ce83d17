using Baton.Journals.Entries;

namespace Baton.Runtime.Callbacks;

/// <summary>The result of a callback: its act is in the journal, or it was refused and nothing changed.</summary>
public sealed record CallbackResult
{
    /// <summary>
    /// The callback's entry in the journal, from now or from before; null if it was refused. The entry after it begins the act.
    /// </summary>
    public CallbackReceived? Received { get; init; }

    /// <summary>Why it was refused; null if it was not.</summary>
    public CallbackRefusal? Refusal { get; init; }

    /// <summary>Why it was refused, in a sentence for the system.</summary>
    public string? Detail { get; init; }

    /// <summary>Completes when agents have finished what follows from the act. Nobody needs to await it; it never fails.</summary>
    public Task Completion { get; init; } = Task.CompletedTask;

    internal static CallbackResult Refused(CallbackRefusal refusal, string detail) => new() { Refusal = refusal, Detail = detail };
}

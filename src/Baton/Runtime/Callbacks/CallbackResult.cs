using Baton.Journals.Entries;

namespace Baton.Runtime.Callbacks;

/// <summary>The result of a callback: its act is in the journal, or it was refused and nothing changed.</summary>
public sealed record CallbackResult
{
    /// <summary>The sequence number of the act's first entry, from now or from before; null if it was refused.</summary>
    public long? Entry { get; init; }

    /// <summary>Why it was refused; null if it was not.</summary>
    public CallbackRefusal? Refusal { get; init; }

    /// <summary>Why it was refused, in a sentence for the system.</summary>
    public string? Detail { get; init; }

    /// <summary>Completes when agents have finished what follows from the act. Nobody needs to await it; it never fails.</summary>
    public Task Completion { get; init; } = Task.CompletedTask;

    // The entry after that of the callback begins the act.
    internal static CallbackResult Recorded(CallbackReceived received) => new() { Entry = received.Seq + 1 };

    internal static CallbackResult Refused(CallbackRefusal refusal, string detail) => new() { Refusal = refusal, Detail = detail };
}

namespace Baton.Journals.Entries;

/// <summary>A model is about to be asked. After a crash without its end it is asked again.</summary>
public sealed record ModelCallBegun : JournalEntry
{
    /// <summary>The agent that asks.</summary>
    public required string Participant { get; init; }

    /// <summary>The model, as <c>provider/name</c> where known.</summary>
    public string? Model { get; init; }
}

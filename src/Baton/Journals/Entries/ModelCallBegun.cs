namespace Baton.Journals.Entries;

/// <summary>A model is about to be called. If a crash follows before its end, it is called again.</summary>
public sealed record ModelCallBegun : JournalEntry
{
    /// <summary>The agent whose model is called.</summary>
    public required string Participant { get; init; }

    /// <summary>The model, as <c>provider/name</c> if known.</summary>
    public string? Model { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"{Participant} calls {EntryWords.Model(Model)}"];
}

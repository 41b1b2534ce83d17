namespace Baton.Journals.Entries;

/// <summary>A model's text was accepted as a part of the turn's reply. The customer sees it with <see cref="Replied"/>.</summary>
internal sealed record ReplyDrafted : JournalEntry
{
    /// <summary>Who wrote it.</summary>
    public required string Participant { get; init; }

    /// <summary>The sequence number of the <see cref="ModelCallEnded"/> that holds the text.</summary>
    public required long Of { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;
}

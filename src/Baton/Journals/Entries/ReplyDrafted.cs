namespace Baton.Journals.Entries;

/// <summary>A model's text was accepted as a part of the turn's reply. The customer sees it with <see cref="Replied"/>.</summary>
internal sealed record ReplyDrafted : JournalEntry
{
    /// <summary>Who wrote it.</summary>
    public required string Participant { get; init; }

    /// <summary>The sequence number of the <see cref="ModelCallEnded"/> that holds the text.</summary>
    public required long Of { get; init; }

    /// <summary>
    /// What the customer reads, where it is not that text: a reply that was cut off, and a word about it. Null for the text.
    /// </summary>
    public string? Text { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;
}

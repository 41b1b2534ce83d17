namespace Baton.Journals.Entries;

/// <summary>A model's text is held back: the customer does not read it. It travels as a draft to whoever takes over.</summary>
public sealed record ReplyHeld : JournalEntry
{
    /// <summary>Who wrote it.</summary>
    public required string Participant { get; init; }

    /// <summary>The sequence number of the <see cref="ModelCallEnded"/> that holds the text.</summary>
    public required long Of { get; init; }

    /// <summary>How sure its writer was of it, from 0 to 1; null when it did not say, or was not asked.</summary>
    public double? Confidence { get; init; }

    /// <summary>How sure it has to be; null when it is held back for another reason.</summary>
    public double? Threshold { get; init; }
}

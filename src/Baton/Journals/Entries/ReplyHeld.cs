namespace Baton.Journals.Entries;

/// <summary>A model's text is held back, and the customer does not read it. Whoever takes over gets it as a draft.</summary>
internal sealed record ReplyHeld : JournalEntry
{
    /// <summary>Who wrote it.</summary>
    public required string Participant { get; init; }

    /// <summary>The sequence number of the <see cref="ModelCallEnded"/> that holds the text.</summary>
    public required long Of { get; init; }

    /// <summary>The reported confidence, from 0 to 1; null if none was reported or required.</summary>
    public double? Confidence { get; init; }

    /// <summary>The confidence that it needed; null if it is held back for another reason.</summary>
    public double? Threshold { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"held back from the customer: a reply of {Participant}"];
}

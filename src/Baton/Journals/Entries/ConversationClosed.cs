namespace Baton.Journals.Entries;

/// <summary>The conversation ended and accepts no more messages.</summary>
internal sealed record ConversationClosed : JournalEntry
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"conversation closed: {Reason}"];
}

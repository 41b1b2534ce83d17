namespace Baton.Journals.Entries;

/// <summary>A person at a desk answered the customer. It ends the turn, if one was running.</summary>
public sealed record OperatorReplied : JournalEntry
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Who answered.</summary>
    public required string Operator { get; init; }

    /// <summary>What the customer reads.</summary>
    public required string Text { get; init; }

    /// <summary>The message that this answers; null if the customer had asked nothing since the last answer.</summary>
    public MessageId? Message { get; init; }

    /// <summary>True if it asks the customer something: the ticket waits for the answer. Null otherwise.</summary>
    public bool? Asks { get; init; }

    /// <summary>
    /// Whether the text asks the customer something, where its last mark does not say it: true for a request without a mark, false for a
    /// courtesy or a quotation with one. Null: it asks if it ends with a question mark.
    /// </summary>
    public bool? Question { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Operator;

    /// <inheritdoc />
    public override string? TextToCustomer() => Text;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"{Operator} replied: {Text}"];
}

namespace Baton.Performing.Deliveries;

/// <summary>An e-mail about a ticket or a tool call that waits for approval.</summary>
public sealed record EmailMessage
{
    /// <summary>Its id: the same for every attempt, so that a receiver can drop a duplicate.</summary>
    public required string Id { get; init; }

    /// <summary>The addresses.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>The subject, on one line.</summary>
    public required string Subject { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }
}

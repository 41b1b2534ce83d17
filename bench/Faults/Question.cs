namespace Baton.Bench.Faults;

/// <summary>A customer's message, and what the customer and the campaign saw of it from outside.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Conversation">The conversation.</param>
/// <param name="Message">The id under which it was sent, however often.</param>
internal sealed record Question(string Name, ConversationId Conversation, MessageId Message)
{
    /// <summary>When a process took it, or took it up again.</summary>
    public List<DateTimeOffset> Taken { get; init; } = [];

    /// <summary>What the customer was answered, each time that the message was sent or gone on with to its end.</summary>
    public List<string> Heard { get; init; } = [];
}

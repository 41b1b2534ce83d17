namespace Baton.Oracle.Worlds;

/// <summary>Where an entry is, in words for a person. It is only written when somebody reads it.</summary>
internal readonly record struct Place(Conversation Conversation, Entry Entry)
{
    /// <inheritdoc />
    public override string ToString() => $"{Conversation.Id}, {Entry}";
}

namespace Baton.Performing.Sessions;

/// <summary>A conversation belongs to another team of the store. Nothing was changed, and nothing of it was given out.</summary>
internal sealed class OtherTeamException(ConversationId conversation, string owner, string asking)
    : ArgumentException($"Conversation {conversation} belongs to team {owner}, and this is team {asking}. Use it with its own team.");

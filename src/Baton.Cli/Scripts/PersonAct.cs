using Baton.Runtime;

namespace Baton.Cli.Scripts;

/// <summary>An action of a person in a conversation.</summary>
/// <param name="person">The person.</param>
/// <param name="conversation">The conversation.</param>
/// <param name="status">Where the conversation stands.</param>
/// <param name="stop">Stops the turn that follows.</param>
internal delegate Task<Turn?> PersonAct(Operator person, ConversationId conversation, ConversationStatus status, CancellationToken stop);

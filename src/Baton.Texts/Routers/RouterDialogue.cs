namespace Baton.Texts.Routers;

/// <summary>A conversation to learn from: the customer's messages, and who took each.</summary>
/// <param name="Messages">The customer's messages, first to last.</param>
/// <param name="Candidates">Who could take them; null means all routes.</param>
public sealed record RouterDialogue(IReadOnlyList<RoutedMessage> Messages, IReadOnlyCollection<string>? Candidates = null);

/// <summary>A customer's message, and who took it.</summary>
/// <param name="Text">The customer's words.</param>
/// <param name="Route">Who took it; null if unknown, or if nobody had to.</param>
public sealed record RoutedMessage(string Text, string? Route = null);

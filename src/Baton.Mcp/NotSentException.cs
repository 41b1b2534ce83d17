namespace Baton.Mcp;

/// <summary>A request did not reach its server, or the server turned it away unread: it had no effect, and may be sent again.</summary>
internal sealed class NotSentException(Exception inner) : IOException("The request was not sent.", inner);

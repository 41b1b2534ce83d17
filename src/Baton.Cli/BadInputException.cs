namespace Baton.Cli;

/// <summary>The command cannot be carried out as it was given. The message says what to change.</summary>
internal sealed class BadInputException(string message) : Exception(message);

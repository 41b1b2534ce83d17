namespace Baton.Cli.Output;

/// <summary>The command line or a file is wrong. The message says what to change.</summary>
internal sealed class BadInputException(string message) : Exception(message);

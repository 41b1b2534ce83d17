namespace Baton.Cli.Evals.Switching;

/// <summary>One message of the customer.</summary>
internal sealed record TaskTurn
{
    public string User { get; init; } = "";

    /// <summary>The task of the message, or null if it has none.</summary>
    public string? Task { get; init; }
}

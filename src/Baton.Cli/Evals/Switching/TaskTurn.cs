namespace Baton.Cli.Evals.Switching;

/// <summary>One message of the customer.</summary>
internal sealed record TaskTurn
{
    public string User { get; init; } = "";

    /// <summary>The task that it was about; null where none was worked on.</summary>
    public string? Task { get; init; }
}

namespace Baton.Cli.Evals.Handoffs;

/// <summary>What a user's turn says about one service.</summary>
internal sealed record DialogueFrame
{
    public required string Service { get; init; }

    public string? Intent { get; init; }

    /// <summary>The values that the service holds so far: for each slot, one value in all wordings.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Slots { get; init; }
}

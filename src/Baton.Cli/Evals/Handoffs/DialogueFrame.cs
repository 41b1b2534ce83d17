namespace Baton.Cli.Evals.Handoffs;

/// <summary>What a user's turn says about one service.</summary>
internal sealed record DialogueFrame
{
    public required string Service { get; init; }

    public string? Intent { get; init; }

    /// <summary>The slots that are filled so far, each with all wordings of its value.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Slots { get; init; }
}

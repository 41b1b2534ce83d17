using Baton.Journals.Handoffs;

namespace Baton.Teams.Histories;

/// <summary>
/// Decides whether a receiver reads the history word for word or as a summary with a verbatim tail, by three questions: budget (does it
/// fit?), density (is it worth its room?), safety (may it be summarised at all?). Tokens are those of the o200k_base encoding.
/// A policy is whole: to change one thing of another level's, write <c>with</c>; a team file may say each key alone.
/// </summary>
public sealed record HistoryPolicy
{
    /// <summary>The policy of all defaults.</summary>
    public static readonly HistoryPolicy Default = new();

    /// <summary>What is wanted. Default: <see cref="HistoryMode.Auto"/>.</summary>
    public HistoryMode Mode { get; init; } = HistoryMode.Auto;

    /// <summary>A history of up to so many tokens is always verbatim. From 0. Default: 2,000.</summary>
    public int ShortTokens { get; init; } = 2000;

    /// <summary>
    /// A longer history that holds at least so many facts and tool results for each 100 tokens is verbatim where it fits. From 0. Default: 6.
    /// </summary>
    public double DenseFacts { get; init; } = 6;

    /// <summary>
    /// How many tokens of the newest turns stay word for word beside a summary, at least; up to an eighth of the receiver's room more, so
    /// that one summary serves many turns. From 0. Default: 1,000.
    /// </summary>
    public int TailTokens { get; init; } = 1000;

    /// <summary>How long a summary may be, as a part of what it stands for. Facts that exceed it are kept. Above 0, up to 1. Default: 0.35.</summary>
    public double SummaryShare { get; init; } = 0.35;

    /// <summary>Who writes a summary's prose before a handoff. Default: <see cref="SummaryWriter.Extractive"/>, nobody.</summary>
    public SummaryWriter Writer { get; init; } = SummaryWriter.Extractive;

    /// <summary>The part of the receiver's window that is kept free for instructions, tools and work. From 0 to 0.9. Default: 0.4.</summary>
    public double Room { get; init; } = 0.4;

    /// <summary>How much longer a text may be for a model whose tokenizer is not public. From 1 to 5. Default: 1.2.</summary>
    public double Margin { get; init; } = 1.2;
}

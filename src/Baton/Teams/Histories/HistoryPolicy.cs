using Baton.Journals.Handoffs;

namespace Baton.Teams.Histories;

/// <summary>
/// Decides whether a receiver reads the history word for word or as a summary with a verbatim tail, by three questions: budget (does it
/// fit?), density (is it worth its room?), safety (may it be summarised at all?). Tokens are those of the o200k_base encoding. A policy
/// replaces the other level's completely: use <c>with</c> to change one setting. In a team file each key can be set alone.
/// </summary>
public sealed record HistoryPolicy
{
    /// <summary>The policy with all defaults.</summary>
    public static readonly HistoryPolicy Default = new();

    /// <summary>The mode. Default: <see cref="HistoryMode.Auto"/>.</summary>
    public HistoryMode Mode { get; init; } = HistoryMode.Auto;

    /// <summary>A history of up to this many tokens is always verbatim. From 0. Default: 2,000.</summary>
    public int ShortTokens { get; init; } = 2000;

    /// <summary>
    /// The most tokens of a history, even where the window has room for more: a receiver pays for it with every call, and reads the rest
    /// with <c>read_history</c> when it needs it. It does not hold for conversations that may not be summarised. From 1. Default: 2,000.
    /// </summary>
    public int MostTokens { get; init; } = 2000;

    /// <summary>
    /// A longer history with at least this many facts and tool results in each 100 tokens is verbatim if it fits. From 0. Default: 6.
    /// </summary>
    public double DenseFacts { get; init; } = 6;

    /// <summary>
    /// The least number of tokens of the newest turns that stay word for word beside a summary. Up to an eighth of the receiver's room is
    /// added, so that one summary serves many turns. From 0. Default: 1,000.
    /// </summary>
    public int TailTokens { get; init; } = 1000;

    /// <summary>
    /// A summary's greatest length, as a share of the text that it replaces. Facts are kept even beyond it. Above 0, up to 1. Default:
    /// 0.35.
    /// </summary>
    public double SummaryShare { get; init; } = 0.35;

    /// <summary>Who writes a summary's prose before a handoff. Default: <see cref="SummaryWriter.Extractive"/>, no model.</summary>
    public SummaryWriter Writer { get; init; } = SummaryWriter.Extractive;

    /// <summary>
    /// The share of the receiver's window that is kept free for instructions, tools and work. From 0 to 0.9. Default: 0.4.
    /// </summary>
    public double Room { get; init; } = 0.4;

    /// <summary>The factor by which a text may be longer for a model whose tokenizer is not public. From 1 to 5. Default: 1.2.</summary>
    public double Margin { get; init; } = 1.2;
}

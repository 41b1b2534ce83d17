using Baton.Handoffs.Histories;

namespace Baton.Teams.Files;

/// <summary>How a history is given, as one level of the file says it. What is null is said by the level above.</summary>
internal sealed record HistoryDraft
{
    public HistoryMode? Mode { get; init; }

    public int? ShortTokens { get; init; }

    public double? DenseFacts { get; init; }

    public int? TailTokens { get; init; }

    public double? SummaryShare { get; init; }

    public double? Room { get; init; }

    public double? Margin { get; init; }

    /// <summary>The whole policy of this level.</summary>
    /// <param name="above">The policy of the level above.</param>
    public HistoryPolicy Over(HistoryPolicy above) => above with
    {
        Mode = Mode ?? above.Mode,
        ShortTokens = ShortTokens ?? above.ShortTokens,
        DenseFacts = DenseFacts ?? above.DenseFacts,
        TailTokens = TailTokens ?? above.TailTokens,
        SummaryShare = SummaryShare ?? above.SummaryShare,
        Room = Room ?? above.Room,
        Margin = Margin ?? above.Margin,
    };
}

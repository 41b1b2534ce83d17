using Baton.Journals.Handoffs;
using Baton.Teams.Histories;

namespace Baton.TeamFiles.Drafts;

/// <summary>How a history is given, as one level of the file says it. What is null is said by the level above.</summary>
internal sealed record HistoryDraft
{
    public HistoryMode? Mode { get; init; }

    public int? ShortTokens { get; init; }

    public int? MostTokens { get; init; }

    public double? DenseFacts { get; init; }

    public int? TailTokens { get; init; }

    public double? SummaryShare { get; init; }

    /// <summary>One of <see cref="TeamKeys.Writers"/>, or an agent.</summary>
    public Word? Writer { get; init; }

    /// <summary>Whether a writer was written that could not be read.</summary>
    public bool WriterLost { get; init; }

    public TimeSpan? WriterTimeout { get; init; }

    /// <summary>The agent whose model is to write, or null.</summary>
    public Word? WritingAgent => Writer is { } writer && !TeamKeys.Writers.Contains(writer.Text) ? writer : null;

    public double? Room { get; init; }

    public double? Margin { get; init; }

    /// <summary>The whole policy of this level.</summary>
    /// <param name="above">The policy of the level above.</param>
    /// <param name="agents">The agents of the file, by name.</param>
    public HistoryPolicy Over(HistoryPolicy above, IReadOnlyDictionary<string, Agent> agents) =>
        above with
        {
            Mode = Mode ?? above.Mode,
            ShortTokens = ShortTokens ?? above.ShortTokens,
            MostTokens = MostTokens ?? above.MostTokens,
            DenseFacts = DenseFacts ?? above.DenseFacts,
            TailTokens = TailTokens ?? above.TailTokens,
            SummaryShare = SummaryShare ?? above.SummaryShare,
            Writer = WriterOver(above.Writer, agents),
            Room = Room ?? above.Room,
            Margin = Margin ?? above.Margin,
        };

    private SummaryWriter WriterOver(SummaryWriter above, IReadOnlyDictionary<string, Agent> agents)
    {
        var writer =
            Writer is not { } named ? above
            : WritingAgent is not null ? SummaryWriter.Of(agents[named.Text])
            : named.Text == "receiver" ? SummaryWriter.Receiver
            : SummaryWriter.Extractive;
        return writer with { Timeout = WriterTimeout ?? above.Timeout };
    }
}

using Baton.Journals.Handoffs;
using Baton.TeamFiles.Drafts;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads how a history is given: by the team, to an agent or with a handoff.</summary>
internal static class HistoryReader
{
    private const int MostTokens = 100_000_000;

    public static HistoryDraft? Read(Section section)
    {
        if (section.Map("history", TeamKeys.History) is not { } history)
            return null;
        var writer = history.Text("writer");
        return new HistoryDraft
        {
            Mode = (HistoryMode?)history.OneOf("mode", TeamKeys.HistoryModes),
            ShortTokens = history.Integer("short_tokens", MostTokens, least: 0),
            MostTokens = history.Integer("most_tokens", MostTokens),
            DenseFacts = history.Number("dense_facts", new NumberRange(0)),
            TailTokens = history.Integer("tail_tokens", MostTokens, least: 0),
            SummaryShare = history.Number("summary_share", NumberRange.ShareAboveZero),
            Writer = writer,
            WriterLost = history.Has("writer") && writer is null,
            WriterTimeout = history.Duration("writer_timeout"),
            Room = history.Number("room", new NumberRange(0, 0.9)),
            Margin = history.Number("margin", new NumberRange(1, 5)),
        };
    }
}

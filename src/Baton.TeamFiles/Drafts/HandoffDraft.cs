namespace Baton.TeamFiles.Drafts;

internal sealed record HandoffDraft(Word To, Word? When)
{
    public LimitsDraft? Limits { get; init; }

    public bool IsSensitive { get; init; }

    public HistoryDraft? History { get; init; }
}

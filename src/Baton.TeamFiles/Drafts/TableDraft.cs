namespace Baton.TeamFiles.Drafts;

internal sealed record TableDraft : ToolDraft
{
    public required Word File { get; init; }

    /// <summary>The columns to find rows by, and what to tell the model of each.</summary>
    public required IReadOnlyList<KeyValuePair<Word, Word?>> Match { get; init; }

    /// <summary>The columns of the answer; none means all.</summary>
    public required IReadOnlyList<Word> Return { get; init; }

    public int? Limit { get; init; }
}

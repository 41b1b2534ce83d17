namespace Baton.TeamFiles.Drafts;

internal sealed record FunctionDraft : ToolDraft
{
    public required Word Function { get; init; }
}

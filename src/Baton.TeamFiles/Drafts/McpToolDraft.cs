using Baton.Texts.Clearances;

namespace Baton.TeamFiles.Drafts;

internal sealed record McpToolDraft(Word Name, ToolEffect? Effect, TimeSpan? Timeout, Clearance? Sensitivity)
{
    public NeedDraft? Needs { get; init; }

    public ApprovalDraft? Approval { get; init; }

    public int? LongestResult { get; init; }
}

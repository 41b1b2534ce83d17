using Baton.Texts.Clearances;

namespace Baton.TeamFiles.Drafts;

/// <summary>An entry of <c>tools</c>.</summary>
internal abstract record ToolDraft
{
    public required Word Name { get; init; }

    public Word? Description { get; init; }

    public ToolEffect? Effect { get; init; }

    public TimeSpan? Timeout { get; init; }

    public NeedDraft? Needs { get; init; }

    public ApprovalDraft? Approval { get; init; }

    public Clearance? Sensitivity { get; init; }

    public int? LongestResult { get; init; }
}

using Baton.Journals.Constraints;
using Baton.Texts.Clearances;

namespace Baton.TeamFiles.Drafts;

/// <summary>The limits of a handoff or of the conversation. What is null does not limit; an empty list leaves nothing.</summary>
internal sealed record LimitsDraft
{
    public TimeSpan? Time { get; init; }

    public int? Turns { get; init; }

    public IReadOnlyList<Permission>? Permissions { get; init; }

    /// <summary>Tools as agents name them: an entry of <c>tools</c>, or one tool of an MCP server as <c>server/tool</c>.</summary>
    public IReadOnlyList<Word>? Tools { get; init; }

    public Clearance? Clearance { get; init; }
}

namespace Baton.TeamFiles.Drafts;

/// <summary>What a file says of a tool's approval.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Argument">The argument where the file names it, or null.</param>
internal sealed record ApprovalDraft(ApprovalRule Rule, Word? Argument);

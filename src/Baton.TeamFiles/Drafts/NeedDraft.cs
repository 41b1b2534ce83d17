using Baton.Journals.Constraints;
using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Drafts;

/// <summary>What a tool needs, and where the file says so.</summary>
internal sealed record NeedDraft(Permission Permission, string? Argument, Position At, Position? ArgumentAt);

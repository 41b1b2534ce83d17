using Baton.TeamFiles.Problems;
using Baton.Teams.Triage;

namespace Baton.TeamFiles.Drafts;

/// <summary>What a router does, with where the file says so.</summary>
internal sealed record TriageDraft(TriagePolicy Policy, Position At);

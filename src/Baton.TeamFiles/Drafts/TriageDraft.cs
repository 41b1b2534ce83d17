using Baton.Journals.Constraints;
using Baton.TeamFiles.Problems;
using Baton.Teams.Confidences;
using Baton.Teams.Deliveries;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;
using Baton.Teams.Triage;
using Baton.Texts.Clearances;

namespace Baton.TeamFiles.Drafts;

/// <summary>What a router does, with where the file says so.</summary>
internal sealed record TriageDraft(TriagePolicy Policy, Position At);

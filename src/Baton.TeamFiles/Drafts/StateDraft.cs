using Baton.Journals.Constraints;
using Baton.TeamFiles.Problems;
using Baton.Teams.Confidences;
using Baton.Teams.Deliveries;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;
using Baton.Teams.Triage;
using Baton.Texts.Clearances;

namespace Baton.TeamFiles.Drafts;

/// <summary>A declared key, with where it names its readers and writers.</summary>
internal sealed record StateDraft(StateKey Key, Position At, IReadOnlyList<Word> Names);

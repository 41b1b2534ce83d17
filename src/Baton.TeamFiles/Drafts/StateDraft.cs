using Baton.TeamFiles.Problems;
using Baton.Teams.SharedStates;

namespace Baton.TeamFiles.Drafts;

/// <summary>A declared key, with where it names its readers and writers.</summary>
internal sealed record StateDraft(StateKey Key, Position At, IReadOnlyList<Word> Names);

using Baton.Teams.Rules;

namespace Baton.TeamFiles.Drafts;

/// <summary>A rule, with where it names a target, topics and agents.</summary>
internal sealed record RuleDraft(EscalationRule Rule, Word? Target, IReadOnlyList<Word> Topics, IReadOnlyList<Word> Agents);

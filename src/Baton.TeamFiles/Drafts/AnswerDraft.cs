namespace Baton.TeamFiles.Drafts;

internal sealed record AnswerDraft(IReadOnlyList<Word> When, IReadOnlyList<LookUpDraft> LookUps, Word Say, Word? Otherwise);

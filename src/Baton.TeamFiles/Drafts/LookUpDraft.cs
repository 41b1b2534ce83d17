namespace Baton.TeamFiles.Drafts;

internal sealed record LookUpDraft(Word Tool, Word? As, IReadOnlyList<KeyValuePair<Word, Word>> With);

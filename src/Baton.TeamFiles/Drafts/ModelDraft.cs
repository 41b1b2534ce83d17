namespace Baton.TeamFiles.Drafts;

/// <summary>A model that an agent may have.</summary>
internal sealed record ModelDraft(Word Name, int? ContextWindow = null);

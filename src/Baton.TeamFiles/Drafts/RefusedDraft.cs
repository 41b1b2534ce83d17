namespace Baton.TeamFiles.Drafts;

/// <summary>Stands for a tool that could not be read, so that agents may name it without a second problem.</summary>
internal sealed record RefusedDraft : ToolDraft;

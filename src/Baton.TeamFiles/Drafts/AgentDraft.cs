using Baton.Journals.Constraints;
using Baton.Teams.Confidences;
using Baton.Texts.Clearances;

namespace Baton.TeamFiles.Drafts;

internal sealed record AgentDraft
{
    public required Word Name { get; init; }

    public Word? Description { get; init; }

    public Word? Instructions { get; init; }

    public IReadOnlyList<ModelDraft> Models { get; init; } = [];

    public FallbackDraft? Fallback { get; init; }

    public int? ContextWindow { get; init; }

    public TimeSpan? HoldTime { get; init; }

    public int? HoldTurns { get; init; }

    public Word? Overflow { get; init; }

    /// <summary>Whether an overflow was written that could not be read.</summary>
    public bool OverflowLost { get; init; }

    public HistoryDraft? History { get; init; }

    public ConfidencePolicy? Confidence { get; init; }

    public bool IsSensitive { get; init; }

    public Clearance? Clearance { get; init; }

    public IReadOnlyList<Permission> Permissions { get; init; } = [];

    /// <summary>Whether permissions were written that could not be read.</summary>
    public bool PermissionsLost { get; init; }

    public required IReadOnlyList<Word> Tools { get; init; }

    /// <summary>Whether tools were written that could not be read.</summary>
    public bool ToolsLost { get; init; }

    public required IReadOnlyList<HandoffDraft> Handoffs { get; init; }

    /// <summary>Whether handoffs were written that could not be read.</summary>
    public bool HandoffsLost { get; init; }

    public required IReadOnlyList<Word> Examples { get; init; }

    public required IReadOnlyList<AnswerDraft> Answers { get; init; }
}

using System.Collections.Immutable;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.States.Confidences;

namespace Baton.States;

/// <summary>The state of a turn while one participant holds the baton. The next handoff replaces it.</summary>
internal sealed record HoldState
{
    public static readonly HoldState New = new();

    /// <summary>The holder's last reply, until it is dealt with.</summary>
    public ReplyState? Reply { get; init; }

    /// <summary>The issues whose status the holder stated itself: its answer leaves them so.</summary>
    public ImmutableHashSet<IssueId> Stated { get; init; } = [];

    /// <summary>
    /// The limits of the holder (<see cref="ConversationState.LimitsOfHolder"/>) before it changed the first of its issues; null if it
    /// changed none. Ending an issue does not free the holder from the issue's limits while it holds the baton (rule 4).
    /// </summary>
    public Constraint? LimitsBeforeChanges { get; init; }

    /// <summary>The issues that the holder gave to others.</summary>
    public ImmutableHashSet<IssueId> GivenAway { get; init; } = [];

    /// <summary>How often the holder was asked to correct a reply.</summary>
    public int Corrections { get; init; }

    /// <summary>What the holder reported of its confidence.</summary>
    public Reporting Reporting { get; init; } = Reporting.None;

    /// <summary>The replies that are held back from the customer. An escalation passes them on.</summary>
    public ImmutableList<HeldReply> HeldReplies { get; init; } = [];

    /// <summary>The rule that fired, until it is dealt with.</summary>
    public FiredRule? FiredRule { get; init; }

    /// <summary>The rung of the fallback ladder that is in the journal but not carried out yet; null for none.</summary>
    public FallbackRung? Rung { get; init; }

    /// <summary>Why the holder cannot go on; null if it can.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Whether <see cref="Failure"/> is an escalation: the holder should not go on, as opposed to cannot.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>Whom the turn is escalated to; null when it is not escalated, or nobody is left to ask.</summary>
    public string? EscalatedTo { get; init; }

    /// <summary>The one issue that is escalated while the rest of the turn goes on; null for all.</summary>
    public IssueId? EscalatedIssue { get; init; }

    /// <summary>Whether issues of the holder went to a desk. The rest continues without calling the holder again.</summary>
    public bool HolderGaveUpIssues { get; init; }

    /// <summary>The state after the reply is dealt with. A confidence that was reported for an accepted reply goes with it.</summary>
    public HoldState WithoutReply() =>
        Reply is null ? this : this with { Reply = null, Reporting = Reply.IsDrafted ? Reporting.None : Reporting };
}

using System.Collections.Immutable;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.States.Confidences;

namespace Baton.States;

/// <summary>The state of a turn while one participant holds the baton. The next handoff replaces it.</summary>
internal sealed record HoldState
{
    public static readonly HoldState New = new();

    // Most entries make a new state. What few entries change is shared by all states until one changes it.
    private Rare rare = Rare.None;

    /// <summary>The holder's last reply, until it is dealt with.</summary>
    public ReplyState? Reply { get; init; }

    /// <summary>The issues that the holder gave to others.</summary>
    public ImmutableArray<IssueId> GivenAway { get; init; } = [];

    /// <summary>The issues whose status the holder stated itself: its answer leaves them so.</summary>
    public ImmutableHashSet<IssueId> Stated
    {
        get => rare.Stated;
        init => rare = ReferenceEquals(rare.Stated, value) ? rare : rare with { Stated = value };
    }

    /// <summary>
    /// The limits of the holder (<see cref="ConversationState.LimitsOfHolder"/>) before it changed the first of its issues; null if it
    /// changed none. Ending an issue does not free the holder from the issue's limits while it holds the baton (rule 4).
    /// </summary>
    public Constraint? LimitsBeforeChanges
    {
        get => rare.LimitsBeforeChanges;
        init => rare = ReferenceEquals(rare.LimitsBeforeChanges, value) ? rare : rare with { LimitsBeforeChanges = value };
    }

    /// <summary>The faults for which the holder was asked to correct a reply.</summary>
    public ImmutableList<ReplyFault> Corrected
    {
        get => rare.Corrected;
        init => rare = ReferenceEquals(rare.Corrected, value) ? rare : rare with { Corrected = value };
    }

    /// <summary>The tokens that the holder's last reply had when it was cut off; 0 if none was.</summary>
    public long CutOffAt
    {
        get => rare.CutOffAt;
        init => rare = rare.CutOffAt == value ? rare : rare with { CutOffAt = value };
    }

    /// <summary>What the holder reported of its confidence.</summary>
    public Reporting Reporting
    {
        get => rare.Reporting;
        init => rare = ReferenceEquals(rare.Reporting, value) ? rare : rare with { Reporting = value };
    }

    /// <summary>The replies that are held back from the customer. An escalation passes them on.</summary>
    public ImmutableList<HeldReply> HeldReplies
    {
        get => rare.HeldReplies;
        init => rare = ReferenceEquals(rare.HeldReplies, value) ? rare : rare with { HeldReplies = value };
    }

    /// <summary>The rule that fired, until it is dealt with.</summary>
    public FiredRule? FiredRule
    {
        get => rare.FiredRule;
        init => rare = ReferenceEquals(rare.FiredRule, value) ? rare : rare with { FiredRule = value };
    }

    /// <summary>The rung of the fallback ladder that is in the journal but not carried out yet; null for none.</summary>
    public FallbackRung? Rung
    {
        get => rare.Rung;
        init => rare = rare.Rung == value ? rare : rare with { Rung = value };
    }

    /// <summary>Why the holder cannot go on; null if it can.</summary>
    public Failure? Failure
    {
        get => rare.Failure;
        init => rare = ReferenceEquals(rare.Failure, value) ? rare : rare with { Failure = value };
    }

    /// <summary>Whether <see cref="Failure"/> is an escalation: the holder should not go on, as opposed to cannot.</summary>
    public bool IsEscalated
    {
        get => rare.IsEscalated;
        init => rare = rare.IsEscalated == value ? rare : rare with { IsEscalated = value };
    }

    /// <summary>Whom the turn is escalated to; null when it is not escalated, or nobody is left to ask.</summary>
    public string? EscalatedTo
    {
        get => rare.EscalatedTo;
        init => rare = rare.EscalatedTo == value ? rare : rare with { EscalatedTo = value };
    }

    /// <summary>The one issue that is escalated while the rest of the turn goes on; null for all.</summary>
    public IssueId? EscalatedIssue
    {
        get => rare.EscalatedIssue;
        init => rare = rare.EscalatedIssue == value ? rare : rare with { EscalatedIssue = value };
    }

    /// <summary>Whether issues of the holder went to a desk. The rest continues without calling the holder again.</summary>
    public bool HolderGaveUpIssues
    {
        get => rare.HolderGaveUpIssues;
        init => rare = rare.HolderGaveUpIssues == value ? rare : rare with { HolderGaveUpIssues = value };
    }

    /// <summary>
    /// Whether the holder may still correct a reply with that fault: once for each kind of fault, and as often in sum as its policy says.
    /// </summary>
    public bool MayCorrect(ReplyFault fault, int most) => Corrected.Count < most && !Corrected.Contains(fault);

    /// <summary>The state after the holder was asked to correct its reply.</summary>
    public HoldState WithCorrection(ReplyFault fault) =>
        WithoutReply() with
        {
            Corrected = Corrected.Add(fault),
            CutOffAt = fault.Cause == FailureCause.CutOff && Reply is { } reply ? TokensOf(reply.Entry) : CutOffAt,
        };

    // Some providers do not say how many there were. A token has four letters in most texts.
    private static long TokensOf(ModelCallEnded reply) =>
        reply.Usage?.OutputTokens is > 0 and var used ? used : Math.Max(1, (reply.Text?.Length ?? 0) / 4);

    /// <summary>The state after the reply is dealt with. A confidence that was reported for an accepted reply goes with it.</summary>
    public HoldState WithoutReply() =>
        Reply is null ? this : this with { Reply = null, Reporting = Reply.IsDrafted ? Reporting.None : Reporting };

    /// <summary>The state after the holder gave an issue to another.</summary>
    public HoldState WithGivenAway(IssueId issue) => GivenAway.Contains(issue) ? this : this with { GivenAway = GivenAway.Add(issue) };

    private sealed record Rare
    {
        public static readonly Rare None = new();

        public ImmutableHashSet<IssueId> Stated { get; init; } = [];

        public Constraint? LimitsBeforeChanges { get; init; }

        public ImmutableList<ReplyFault> Corrected { get; init; } = [];

        public long CutOffAt { get; init; }

        public Reporting Reporting { get; init; } = Reporting.None;

        public ImmutableList<HeldReply> HeldReplies { get; init; } = [];

        public FiredRule? FiredRule { get; init; }

        public FallbackRung? Rung { get; init; }

        public Failure? Failure { get; init; }

        public bool IsEscalated { get; init; }

        public string? EscalatedTo { get; init; }

        public IssueId? EscalatedIssue { get; init; }

        public bool HolderGaveUpIssues { get; init; }
    }
}

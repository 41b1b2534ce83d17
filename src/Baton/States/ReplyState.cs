using System.Collections.Immutable;
using Baton.Journals.Entries;

namespace Baton.States;

/// <summary>What has been done about one model reply so far.</summary>
/// <param name="Entry">The reply.</param>
internal sealed record ReplyState(ModelCallEnded Entry)
{
    public static readonly ImmutableDictionary<CallId, ApprovalDecided?> NoApprovals = ImmutableDictionary<CallId, ApprovalDecided?>.Empty;

    private static readonly ImmutableDictionary<CallId, IssueId> NoUpdates = ImmutableDictionary<CallId, IssueId>.Empty;

    // Most entries make a new state. What few entries change is shared by all states until one changes it.
    private Rare rare = Rare.None;

    /// <summary>How many issues there were before it: those with higher numbers were opened since.</summary>
    public int IssuesBefore { get; init; } = int.MaxValue;

    /// <summary>Whether its text was accepted as part of the answer.</summary>
    public bool IsDrafted { get; init; }

    /// <summary>Its tool calls that began. A call that began but has not ended when a step is decided is in doubt.</summary>
    public ImmutableArray<CallId> Begun { get; init; } = [];

    /// <summary>Its tool calls that ended.</summary>
    public ImmutableArray<CallId> Ended { get; init; } = [];

    /// <summary>Its tool calls that a person must approve, each with the person's decision, or null.</summary>
    public ImmutableDictionary<CallId, ApprovalDecided?> Approvals
    {
        get => rare.Approvals;
        init => rare = ReferenceEquals(rare.Approvals, value) ? rare : rare with { Approvals = value };
    }

    /// <summary>Its writes to shared state that were made.</summary>
    public ImmutableList<StateWrite> Writes
    {
        get => rare.Writes;
        init => rare = ReferenceEquals(rare.Writes, value) ? rare : rare with { Writes = value };
    }

    /// <summary>The issue of each of its <c>update_issue</c> calls that was carried out.</summary>
    public ImmutableDictionary<CallId, IssueId> Updates
    {
        get => rare.Updates;
        init => rare = ReferenceEquals(rare.Updates, value) ? rare : rare with { Updates = value };
    }

    /// <summary>The issues of other legs that its transfers raised again.</summary>
    public ImmutableHashSet<(CallId Call, IssueId Issue)> Repeated
    {
        get => rare.Repeated;
        init => rare = ReferenceEquals(rare.Repeated, value) ? rare : rare with { Repeated = value };
    }

    private sealed record Rare
    {
        public static readonly Rare None = new();

        public ImmutableDictionary<CallId, ApprovalDecided?> Approvals { get; init; } = NoApprovals;

        public ImmutableList<StateWrite> Writes { get; init; } = [];

        public ImmutableDictionary<CallId, IssueId> Updates { get; init; } = NoUpdates;

        public ImmutableHashSet<(CallId Call, IssueId Issue)> Repeated { get; init; } = [];
    }
}

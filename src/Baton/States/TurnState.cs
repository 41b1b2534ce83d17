using System.Collections.Immutable;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.States;

/// <summary>The turn under way, from the customer's message to the answer.</summary>
internal sealed record TurnState
{
    /// <summary>No turn: the customer waits for nothing.</summary>
    public static readonly TurnState None = new() { Message = default, Began = 0 };

    // Most entries make a new state. What few entries change is shared by all states until one changes it.
    private Rare rare = Rare.None;

    private Beginning beginning = Beginning.None;

    public required MessageId Message
    {
        get => beginning.Message;
        init => beginning = beginning.Message == value ? beginning : beginning with { Message = value };
    }

    /// <summary>The sequence number of the customer's message.</summary>
    public required long Began
    {
        get => beginning.Began;
        init => beginning = beginning.Began == value ? beginning : beginning with { Began = value };
    }

    /// <summary>The last message that joined it while it was under way; 0 for none.</summary>
    public long Joined
    {
        get => beginning.Joined;
        init => beginning = beginning.Joined == value ? beginning : beginning with { Joined = value };
    }

    /// <summary>When its time limit began to run: at the customer's message, or at the act of a person that it waited for.</summary>
    public DateTimeOffset Since
    {
        get => beginning.Since;
        init => beginning = beginning.Since == value ? beginning : beginning with { Since = value };
    }

    /// <summary>The router's last verdict, on <see cref="Message"/> or on one before.</summary>
    public MessageRouted? Routed
    {
        get => rare.Routed;
        init => rare = ReferenceEquals(rare.Routed, value) ? rare : rare with { Routed = value };
    }

    // What the turn has used of its bounds (rule 10).
    public int ModelCalls { get; init; }

    /// <summary>Whether the last of the model calls has not ended.</summary>
    public bool IsModelCallOpen { get; init; }

    public int ToolCalls { get; init; }

    /// <summary>The model calls among <see cref="ModelCalls"/> that wrote summaries.</summary>
    public int Summaries
    {
        get => rare.Summaries;
        init => rare = rare.Summaries == value ? rare : rare with { Summaries = value };
    }

    /// <summary>The model calls of its legs and of their legs.</summary>
    public int LegModelCalls
    {
        get => rare.LegModelCalls;
        init => rare = rare.LegModelCalls == value ? rare : rare with { LegModelCalls = value };
    }

    /// <summary>The tool calls of its legs and of their legs.</summary>
    public int LegToolCalls
    {
        get => rare.LegToolCalls;
        init => rare = rare.LegToolCalls == value ? rare : rare with { LegToolCalls = value };
    }

    /// <summary>Its model calls and those of its legs.</summary>
    public int AllModelCalls => ModelCalls + LegModelCalls;

    /// <summary>Its tool calls and those of its legs.</summary>
    public int AllToolCalls => ToolCalls + LegToolCalls;

    public int Handoffs { get; init; }

    /// <summary>The handoffs since the last progress. Repeating one of them would be ping-pong.</summary>
    public ImmutableArray<(string From, string To)> HandoffsSinceProgress { get; init; } = [];

    /// <summary>How many legs were opened in it.</summary>
    public int Legs
    {
        get => rare.Legs;
        init => rare = rare.Legs == value ? rare : rare with { Legs = value };
    }

    /// <summary>The accepted parts of the reply, in order.</summary>
    public ImmutableArray<ReplyPart> Parts { get; init; } = [];

    /// <summary>The reports of legs that are not in an answer yet.</summary>
    public ImmutableList<ReplyPart> Reports
    {
        get => rare.Reports;
        init => rare = ReferenceEquals(rare.Reports, value) ? rare : rare with { Reports = value };
    }

    /// <summary>Whether legs ended since the holder's last part. Then it writes another part from their reports.</summary>
    public bool HasNewReports
    {
        get => rare.HasNewReports;
        init => rare = rare.HasNewReports == value ? rare : rare with { HasNewReports = value };
    }

    /// <summary>The model that was asked last, as <c>provider/name</c> where known.</summary>
    public string? Model { get; init; }

    /// <summary>Whether the customer was told, since the last message, that a person must act first.</summary>
    public bool IsCustomerToldOfPerson
    {
        get => rare.IsCustomerToldOfPerson;
        init => rare = rare.IsCustomerToldOfPerson == value ? rare : rare with { IsCustomerToldOfPerson = value };
    }

    /// <summary>Whether the customer was told, since the last message, that the answer takes long.</summary>
    public bool IsCustomerToldOfDelay
    {
        get => rare.IsCustomerToldOfDelay;
        init => rare = rare.IsCustomerToldOfDelay == value ? rare : rare with { IsCustomerToldOfDelay = value };
    }

    /// <summary>Whether the customer asked for a person since the turn began and has none yet.</summary>
    public bool AsksForPerson
    {
        get => rare.AsksForPerson;
        init => rare = rare.AsksForPerson == value ? rare : rare with { AsksForPerson = value };
    }

    /// <summary>The issues that this turn gave up: their limits were reached, or nobody could take them.</summary>
    public ImmutableHashSet<IssueId> GivenUp
    {
        get => rare.GivenUp;
        init => rare = ReferenceEquals(rare.GivenUp, value) ? rare : rare with { GivenUp = value };
    }

    /// <summary>Why the last of <see cref="GivenUp"/> was given up.</summary>
    public Failure? GivenUpFor
    {
        get => rare.GivenUpFor;
        init => rare = ReferenceEquals(rare.GivenUpFor, value) ? rare : rare with { GivenUpFor = value };
    }

    /// <summary>The issues that legs could not finish. Nobody works on them again in this turn, unless they are given away again.</summary>
    public ImmutableHashSet<IssueId> Unfinished
    {
        get => rare.Unfinished;
        init => rare = ReferenceEquals(rare.Unfinished, value) ? rare : rare with { Unfinished = value };
    }

    /// <summary>The issues that had ended and were opened again in this turn.</summary>
    public ImmutableHashSet<IssueId> Reopened
    {
        get => rare.Reopened;
        init => rare = ReferenceEquals(rare.Reopened, value) ? rare : rare with { Reopened = value };
    }

    /// <summary>The rule that escalated the turn; null when none did.</summary>
    public string? EscalatedByRule
    {
        get => rare.EscalatedByRule;
        init => rare = rare.EscalatedByRule == value ? rare : rare with { EscalatedByRule = value };
    }

    /// <summary>How many of its models each agent skipped because they failed in this turn.</summary>
    public ImmutableDictionary<string, int> SkippedModels
    {
        get => rare.SkippedModels;
        init => rare = ReferenceEquals(rare.SkippedModels, value) ? rare : rare with { SkippedModels = value };
    }

    /// <summary>The agents that took over in this turn because another failed.</summary>
    public ImmutableHashSet<string> FallbackAgents
    {
        get => rare.FallbackAgents;
        init => rare = ReferenceEquals(rare.FallbackAgents, value) ? rare : rare with { FallbackAgents = value };
    }

    /// <summary>The tool calls that were carried out, or may have been.</summary>
    public ImmutableArray<DoneCall> DoneCalls { get; init; } = [];

    /// <summary>The state while the same participant holds the baton. A handoff replaces it.</summary>
    public HoldState Hold { get; init; } = HoldState.New;

    /// <summary>The holder's last reply, until it is dealt with.</summary>
    public ReplyState? Reply => Hold.Reply;

    /// <summary>The calls of the reply that a person must approve, each with the person's decision, or null.</summary>
    public ImmutableDictionary<CallId, ApprovalDecided?> Approvals => Hold.Reply?.Approvals ?? ReplyState.NoApprovals;

    /// <summary>Whether a call that a person must approve is still undecided.</summary>
    public bool AwaitsApproval => Hold.Reply is { Approvals.IsEmpty: false } reply && reply.Approvals.Any(call => call.Value is null);

    /// <summary>How many of its models the agent skipped.</summary>
    public int SkippedBy(string agent) => SkippedModels.GetValueOrDefault(agent);

    /// <summary>Whether a call of the reply began. A call that began but has not ended when a step is decided is in doubt.</summary>
    public bool HasBegun(CallId call) => Hold.Reply?.Begun.Contains(call) == true;

    /// <summary>Whether a call of the reply ended.</summary>
    public bool HasEnded(CallId call) => Hold.Reply?.Ended.Contains(call) == true;

    /// <summary>What a call of the reply was made with; null if there is no such call.</summary>
    public JsonText? ArgumentsOf(CallId call)
    {
        if (Hold.Reply?.Entry.Calls is not { } calls)
            return null;
        for (var index = 0; index < calls.Count; index++)
        {
            if (calls[index].CallId == call)
                return calls[index].Arguments;
        }

        return null;
    }

    /// <summary>Whether that tool gave a result for these arguments in this turn.</summary>
    public bool HasDone(string tool, JsonText? arguments)
    {
        foreach (var done in DoneCalls)
        {
            if (done.IsCertain && done.Tool == tool && arguments is not null && arguments.Equals(done.Arguments))
                return true;
        }

        return false;
    }

    private sealed record Beginning(MessageId Message, long Began, DateTimeOffset Since)
    {
        public static readonly Beginning None = new(default, 0, default);

        public long Joined { get; init; }
    }

    private sealed record Rare
    {
        public static readonly Rare None = new();

        public MessageRouted? Routed { get; init; }

        public int Summaries { get; init; }

        public int LegModelCalls { get; init; }

        public int LegToolCalls { get; init; }

        public int Legs { get; init; }

        public ImmutableList<ReplyPart> Reports { get; init; } = [];

        public bool HasNewReports { get; init; }

        public bool IsCustomerToldOfPerson { get; init; }

        public bool IsCustomerToldOfDelay { get; init; }

        public bool AsksForPerson { get; init; }

        public ImmutableHashSet<IssueId> GivenUp { get; init; } = [];

        public Failure? GivenUpFor { get; init; }

        public ImmutableHashSet<IssueId> Unfinished { get; init; } = [];

        public ImmutableHashSet<IssueId> Reopened { get; init; } = [];

        public string? EscalatedByRule { get; init; }

        public ImmutableDictionary<string, int> SkippedModels { get; init; } = ImmutableDictionary<string, int>.Empty;

        public ImmutableHashSet<string> FallbackAgents { get; init; } = [];
    }
}

using System.Collections.Immutable;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.States.Confidences;

namespace Baton.States;

/// <summary>Where the turn under way stands.</summary>
internal sealed record TurnState
{
    /// <summary>No turn: what people hand back while the customer waits for nothing.</summary>
    public static readonly TurnState None = new() { Message = default, Began = 0 };

    public required MessageId Message { get; init; }

    /// <summary>The sequence number of the customer's message.</summary>
    public required long Began { get; init; }

    /// <summary>Since when its time runs: from the customer's message, or from a person's act that it waited for.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>What the router last said in it, of <see cref="Message"/> or of one before.</summary>
    public MessageRouted? Routed { get; init; }

    // What the turn has used of its bounds (rule 10).
    public int ModelCalls { get; init; }

    /// <summary>Whether the last of the model calls has not ended.</summary>
    public bool IsAsking { get; init; }

    public int ToolCalls { get; init; }

    /// <summary>The model calls among <see cref="ModelCalls"/> that wrote summaries.</summary>
    public int Summaries { get; init; }

    /// <summary>What its legs, and theirs, have used beside it: the turn has one sum over all of them.</summary>
    public int LegModelCalls { get; init; }

    /// <summary>As <see cref="LegModelCalls"/>, of tool calls.</summary>
    public int LegToolCalls { get; init; }

    /// <summary>Its model calls and those of its legs.</summary>
    public int AllModelCalls => ModelCalls + LegModelCalls;

    /// <summary>Its tool calls and those of its legs.</summary>
    public int AllToolCalls => ToolCalls + LegToolCalls;

    public int Handoffs { get; init; }

    /// <summary>The accepted parts of the reply, in order.</summary>
    public ImmutableList<ReplyPart> Parts { get; init; } = [];

    /// <summary>The model that was asked last, as <c>provider/name</c> where known.</summary>
    public string? Model { get; init; }

    /// <summary>The holder's last reply, until something follows from it.</summary>
    public ModelCallEnded? Reply { get; init; }

    /// <summary>Whether <see cref="Reply"/>'s text was accepted as a part.</summary>
    public bool ReplyIsDrafted { get; init; }

    /// <summary>Tool calls of <see cref="Reply"/> that began. One that began and has not ended when a step is decided is in doubt.</summary>
    public ImmutableHashSet<CallId> Begun { get; init; } = [];

    /// <summary>Tool calls of <see cref="Reply"/> that ended.</summary>
    public ImmutableHashSet<CallId> Ended { get; init; } = [];

    /// <summary>Tool calls of <see cref="Reply"/> that a person is to approve, each with the decision once there is one.</summary>
    public ImmutableDictionary<CallId, ApprovalDecided?> Approvals { get; init; } = ImmutableDictionary<CallId, ApprovalDecided?>.Empty;

    /// <summary>Whether the customer was told, since the last message, that a person is to act first.</summary>
    public bool IsTold { get; init; }

    /// <summary>The writes of <see cref="Reply"/> to shared state that were made.</summary>
    public ImmutableList<StateWrite> Writes { get; init; } = [];

    /// <summary>The issue that each <c>update_issue</c> call of <see cref="Reply"/> was about, once it is done.</summary>
    public ImmutableDictionary<CallId, IssueId> Updates { get; init; } = ImmutableDictionary<CallId, IssueId>.Empty;

    /// <summary>The issues that transfers of <see cref="Reply"/> raised once more while others work on them.</summary>
    public ImmutableHashSet<(CallId Call, IssueId Issue)> Repeated { get; init; } = [];

    /// <summary>The issues of which the holder said where they stand since it took the baton: its answer leaves them so.</summary>
    public ImmutableHashSet<IssueId> Stated { get; init; } = [];

    /// <summary>
    /// What limited the holder's issues at hand before it changed the first issue since it took the baton; null when it changed none. Ending
    /// an issue frees nobody from its limits in the same stretch (rule 4).
    /// </summary>
    public Constraint? Held { get; init; }

    /// <summary>The issues that the holder gave to others since it took the baton.</summary>
    public ImmutableHashSet<IssueId> GivenAway { get; init; } = [];

    /// <summary>How often the holder was told of a fault since it took the baton.</summary>
    public int Corrections { get; init; }

    /// <summary>The handoffs since the last progress: one of them again would be ping-pong.</summary>
    public ImmutableList<(string From, string To)> Hops { get; init; } = [];

    /// <summary>The issues that were given up in this turn alone: ended because their limits were reached, or left because nobody could be given them.</summary>
    public ImmutableHashSet<IssueId> Dropped { get; init; } = [];

    /// <summary>Why the last of <see cref="Dropped"/> was.</summary>
    public Failure? DroppedFor { get; init; }

    /// <summary>How many legs were opened in it.</summary>
    public int Legs { get; init; }

    /// <summary>What legs reported and the customer has not heard yet.</summary>
    public ImmutableList<ReplyPart> Reports { get; init; } = [];

    /// <summary>Whether legs ended since the holder's last part: it writes another from what they report.</summary>
    public bool IsReported { get; init; }

    /// <summary>The issues that legs could not finish: nobody works on them again in this turn, unless they are given away again.</summary>
    public ImmutableHashSet<IssueId> Undone { get; init; } = [];

    /// <summary>What the holder said of its confidence since it took the baton.</summary>
    public Reporting Reporting { get; init; } = Reporting.None;

    /// <summary>The replies that are held back from the customer, until somebody has taken over with them.</summary>
    public ImmutableList<HeldReply> HeldReplies { get; init; } = [];

    /// <summary>The rule by which the turn is escalated; null when it is not, or by something else.</summary>
    public string? EscalatedBy { get; init; }

    /// <summary>The rule that fired, until something follows from it.</summary>
    public FiredRule? Fired { get; init; }

    /// <summary>How many of its models each agent passed over because they failed in this turn.</summary>
    public ImmutableDictionary<string, int> PassedModels { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The agents that took over in this turn because another failed.</summary>
    public ImmutableHashSet<string> FellTo { get; init; } = [];

    /// <summary>Whether the customer was told since the last message that it takes long.</summary>
    public bool IsKeptWaiting { get; init; }

    /// <summary>The calls of tools that were carried out, or may have been.</summary>
    public ImmutableList<Deed> Deeds { get; init; } = [];

    /// <summary>The rung that is noted and not taken yet; null when none is.</summary>
    public FallbackRung? Rung { get; init; }

    /// <summary>Why the turn is given up, once it is.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Whether it is given up because the holder should not go on.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>Whom the turn is escalated to, once it is; null when it is given up to nobody.</summary>
    public string? GoesTo { get; init; }

    /// <summary>The one issue that is escalated, where the rest of the turn goes on.</summary>
    public IssueId? GoingIssue { get; init; }

    /// <summary>Whether issues of the holder went to a desk and nobody has the baton after that yet: what is left goes on without asking the holder again.</summary>
    public bool IsLeft { get; init; }

    /// <summary>Whether the customer asked for a person since the turn began, and got none yet.</summary>
    public bool AsksForPerson { get; init; }

    /// <summary>How many of its models the agent passed over.</summary>
    public int PassedBy(string agent) => PassedModels.GetValueOrDefault(agent);
}

/// <summary>A part of the turn's reply.</summary>
/// <param name="Participant">Who wrote it.</param>
/// <param name="Text">What it says.</param>
/// <param name="Issues">What it is about.</param>
internal sealed record ReplyPart(string Participant, string Text, ImmutableList<IssueId> Issues);

/// <summary>A rule that fired.</summary>
/// <param name="Name">Its name.</param>
/// <param name="On">The sequence number of the entry that it fired on.</param>
internal sealed record FiredRule(string Name, long On);

/// <summary>A reply that is held back from the customer.</summary>
/// <param name="Participant">Who wrote it.</param>
/// <param name="Of">The sequence number of the entry that holds the text.</param>
/// <param name="Confidence">How sure its writer was, if it said so.</param>
/// <param name="Threshold">How sure it has to be; null when it is held back for another reason.</param>
/// <param name="Bytes">How long it is: no token is shorter than a byte.</param>
internal sealed record HeldReply(string Participant, long Of, double? Confidence, double? Threshold, int Bytes);

/// <summary>A tool's call that was carried out, or may have been.</summary>
/// <param name="Participant">Who called it.</param>
/// <param name="Tool">The tool.</param>
/// <param name="IsCertain">Whether it is known that it was.</param>
internal sealed record Deed(string Participant, string Tool, bool IsCertain);

/// <summary>Why something is given up: the cause and a sentence for operators.</summary>
internal sealed record Failure(FailureCause Cause, string Detail);

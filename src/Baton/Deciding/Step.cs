using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Histories;
using Baton.Texts.Routers;

namespace Baton.Deciding;

/// <summary>The next step of a conversation: one of the kinds in this file.</summary>
internal abstract record Step
{
    private Step() { }

    /// <summary>Let the router classify the customer's message.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="Context">What came before.</param>
    public sealed record RouteMessage(MessageId Message, string Text, RoutingContext Context) : Step;

    /// <summary>Call the holder's model.</summary>
    public sealed record CallModel(string Participant) : Step;

    /// <summary>Run the tool calls of the holder's reply that have not ended.</summary>
    /// <param name="Participant">The holder.</param>
    /// <param name="Calls">The calls to run.</param>
    /// <param name="Forbidden">The calls that its permissions or constraints forbid, each with what the model is told.</param>
    public sealed record CallTools(string Participant, List<DueToolCall> Calls, IReadOnlyList<RefusedCall> Forbidden) : Step;

    /// <summary>Make the reply's writes to shared state, all or none.</summary>
    /// <param name="Participant">The holder.</param>
    /// <param name="Writes">All of the reply's writes, in order; some may have ended before a crash.</param>
    public sealed record WriteState(string Participant, IReadOnlyList<DueWrite> Writes) : Step;

    /// <summary>Append the issue updates of the holder's reply.</summary>
    /// <param name="Entries">The updates and the ends of their calls. After a crash some may be in the journal already.</param>
    public sealed record UpdateIssues(IReadOnlyList<JournalEntry> Entries) : Step;

    /// <summary>Tell the holder's model what is wrong with its reply, and let it reply once more.</summary>
    /// <param name="Participant">The holder.</param>
    /// <param name="Accepted">The reply's valid transfers, which are kept.</param>
    /// <param name="Refused">The invalid calls, each with what the model is told.</param>
    /// <param name="Fault">What kind of fault the reply has.</param>
    /// <param name="Detail">What is wrong with it.</param>
    /// <param name="Correction">What the model is told.</param>
    public sealed record Correct(
        string Participant,
        IReadOnlyList<JournalEntry> Accepted,
        IReadOnlyList<RefusedCall> Refused,
        ReplyFault Fault,
        string Detail,
        string Correction
    ) : Step;

    /// <summary>Let a model write a part of the summary that the next handoff needs.</summary>
    public sealed record Summarise(SummaryTask Task) : Step;

    /// <summary>Move the baton, after the changes to the ledger.</summary>
    public sealed record HandOff(IReadOnlyList<JournalEntry> Changes, HandedOff Handoff) : Step;

    /// <summary>Ask a person to approve tool calls.</summary>
    public sealed record AskApproval(IReadOnlyList<ApprovalAsked> Requests) : Step;

    /// <summary>Append entries from which nothing else follows now.</summary>
    public sealed record Note(IReadOnlyList<JournalEntry> Entries) : Step;

    /// <summary>Open a ticket for people, after the changes to the ledger.</summary>
    public sealed record OpenTicket(IReadOnlyList<JournalEntry> Changes, TicketOpened Ticket) : Step;

    /// <summary>Tell the customer that a person must act first.</summary>
    public sealed record TellOfWait(InterimReplied Answer) : Step;

    /// <summary>Open legs, after the changes to the ledger.</summary>
    public sealed record Delegate(IReadOnlyList<JournalEntry> Changes, IReadOnlyList<HandedOff> Handoffs) : Step;

    /// <summary>Continue these legs, all at the same time.</summary>
    public sealed record RunLegs(IReadOnlyList<string> Legs) : Step;

    /// <summary>End the leg, after the changes to the ledger.</summary>
    public sealed record EndLeg(IReadOnlyList<JournalEntry> Changes, LegEnded End) : Step;

    /// <summary>Answer the customer, after the changes to the ledger.</summary>
    public sealed record Reply(IReadOnlyList<JournalEntry> Changes, Replied Answer) : Step;

    /// <summary>Give the turn up, and answer with the results so far (rule 11).</summary>
    /// <param name="Changes">Changes that hold all the same, and the reason for giving up, if it is not in the journal yet.</param>
    /// <param name="Answer">The degraded answer.</param>
    public sealed record GiveUp(IReadOnlyList<JournalEntry> Changes, Degraded Answer) : Step;

    /// <summary>Wait until somebody outside acts.</summary>
    public sealed record Wait : Step
    {
        /// <summary>Wait for the customer's message.</summary>
        public static readonly Wait ForCustomer = new();

        /// <summary>Wait for a person's approval, answer or hand-back. The turn is still under way.</summary>
        public static readonly Wait ForPerson = new();
    }

    /// <summary>The conversation or the leg has ended.</summary>
    public sealed record Close : Step
    {
        public static readonly Close Ended = new();
    }
}

/// <summary>A tool call that is due.</summary>
/// <param name="Call">The model's call.</param>
/// <param name="Tool">The tool.</param>
/// <param name="InDoubt">Whether it began before a restart, and whether it ended is unknown.</param>
internal sealed record DueToolCall(ModelToolCall Call, Tool Tool, bool InDoubt)
{
    /// <summary>Whether the customer wrote after it began, so that it is not begun again.</summary>
    public bool IsOvertaken { get; init; }

    /// <summary>Whether it runs. Otherwise its outcome stays unknown.</summary>
    public bool IsToRun => !(InDoubt && (IsOvertaken || Tool.Effect == ToolEffect.Once));
}

/// <summary>A tool call that a person must approve.</summary>
/// <param name="Call">The model's call.</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record WaitingCall(ModelToolCall Call, string Reason);

/// <summary>A call that writes shared state.</summary>
/// <param name="Call">The model's call.</param>
/// <param name="Problem">Why it is refused; null if it may be made.</param>
internal sealed record DueWrite(ModelToolCall Call, string? Problem);

/// <summary>A call that is not carried out.</summary>
/// <param name="Call">The model's call.</param>
/// <param name="Problem">What the model is told as its result.</param>
internal sealed record RefusedCall(ModelToolCall Call, string Problem);

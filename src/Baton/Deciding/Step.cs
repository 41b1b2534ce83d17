using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Histories;
using Baton.Texts.Routers;

namespace Baton.Deciding;

/// <summary>What happens next in a conversation: one of the kinds in this file.</summary>
internal abstract record Step
{
    private Step()
    {
    }

    /// <summary>Have the router read the customer's message.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="Context">What came before.</param>
    public sealed record RouteMessage(MessageId Message, string Text, RoutingContext Context) : Step;

    /// <summary>Ask the holder's model.</summary>
    public sealed record CallModel(string Participant) : Step;

    /// <summary>Run the tools that the holder's reply calls and that have not ended.</summary>
    /// <param name="Participant">The holder.</param>
    /// <param name="Calls">The calls to run.</param>
    /// <param name="Forbidden">The calls that its permissions or constraints forbid, each with what the model is told.</param>
    public sealed record CallTools(string Participant, IReadOnlyList<DueToolCall> Calls, IReadOnlyList<RefusedCall> Forbidden) : Step;

    /// <summary>Make the writes of the holder's reply to shared state, together or not at all.</summary>
    /// <param name="Participant">The holder.</param>
    /// <param name="Writes">All of the reply's writes, in order; some may have ended before a crash.</param>
    public sealed record WriteState(string Participant, IReadOnlyList<DueWrite> Writes) : Step;

    /// <summary>Note what the holder's reply says of issues.</summary>
    /// <param name="Entries">What is said of them and the ends of the calls that say it; some may be there from before a crash.</param>
    public sealed record UpdateIssues(IReadOnlyList<JournalEntry> Entries) : Step;

    /// <summary>Tell the holder's model what was wrong with its reply, and give it one more chance.</summary>
    /// <param name="Participant">The holder.</param>
    /// <param name="Accepted">What was right in the reply: transfers to keep.</param>
    /// <param name="Refused">The calls that were wrong, each with what the model is told.</param>
    /// <param name="Failure">Why the reply does not lead on.</param>
    /// <param name="Correction">What the model is told.</param>
    public sealed record Correct(
        string Participant,
        IReadOnlyList<JournalEntry> Accepted,
        IReadOnlyList<RefusedCall> Refused,
        Failure Failure,
        string Correction) : Step;

    /// <summary>Ask a model for a stretch of the summary that the next handoff needs.</summary>
    public sealed record Summarise(SummaryTask Task) : Step;

    /// <summary>Move the baton, after the ledger is changed.</summary>
    public sealed record HandOff(IReadOnlyList<JournalEntry> Changes, HandedOff Handoff) : Step;

    /// <summary>Ask a person to approve tool calls.</summary>
    public sealed record AskApproval(IReadOnlyList<ApprovalAsked> Requests) : Step;

    /// <summary>Note what was decided, where nothing else follows from it now.</summary>
    public sealed record Note(IReadOnlyList<JournalEntry> Entries) : Step;

    /// <summary>Pass on to people, after the ledger is changed.</summary>
    public sealed record OpenTicket(IReadOnlyList<JournalEntry> Changes, TicketOpened Ticket) : Step;

    /// <summary>Tell the customer that a person is to act first.</summary>
    public sealed record TellOfWait(InterimReplied Answer) : Step;

    /// <summary>Open legs, after the ledger is changed.</summary>
    public sealed record Delegate(IReadOnlyList<JournalEntry> Changes, IReadOnlyList<HandedOff> Handoffs) : Step;

    /// <summary>Go on in these legs, all at the same time.</summary>
    public sealed record RunLegs(IReadOnlyList<string> Legs) : Step;

    /// <summary>End the leg, after the ledger is changed.</summary>
    public sealed record EndLeg(IReadOnlyList<JournalEntry> Changes, LegEnded End) : Step;

    /// <summary>Answer the customer, after the ledger is changed.</summary>
    public sealed record Reply(IReadOnlyList<JournalEntry> Changes, Replied Answer) : Step;

    /// <summary>Give the turn up and answer with what there is (rule 11).</summary>
    /// <param name="Changes">What is right all the same, and why the turn is given up, unless the journal has it already.</param>
    /// <param name="Answer">The degraded answer.</param>
    public sealed record GiveUp(IReadOnlyList<JournalEntry> Changes, Degraded Answer) : Step;

    /// <summary>Nothing is to be done until somebody outside acts.</summary>
    public sealed record Wait : Step
    {
        /// <summary>The customer is to write.</summary>
        public static readonly Wait ForCustomer = new();

        /// <summary>A person is to approve, to answer or to hand back; the turn is still under way.</summary>
        public static readonly Wait ForPerson = new();
    }

    /// <summary>Nothing is to be done any more.</summary>
    public sealed record Close : Step
    {
        public static readonly Close Ended = new();
    }
}

/// <summary>A tool call that is due.</summary>
/// <param name="Call">The model's call.</param>
/// <param name="Tool">The tool.</param>
/// <param name="InDoubt">Whether it began in an earlier life of the process and nobody knows whether it ended.</param>
internal sealed record DueToolCall(ModelToolCall Call, Tool Tool, bool InDoubt);

/// <summary>A tool call that a person is to approve.</summary>
/// <param name="Call">The model's call.</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record WaitingCall(ModelToolCall Call, string Reason);

/// <summary>A call that writes shared state.</summary>
/// <param name="Call">The model's call.</param>
/// <param name="Problem">Why it cannot be made, whatever it says; null when it may be.</param>
internal sealed record DueWrite(ModelToolCall Call, string? Problem);

/// <summary>A call that is not carried out.</summary>
/// <param name="Call">The model's call.</param>
/// <param name="Problem">What the model is told as its result.</param>
internal sealed record RefusedCall(ModelToolCall Call, string Problem);

using Baton.Deciding.Handoffs;
using Baton.Deciding.Issues;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Constraints;
using Baton.States.Histories;
using Baton.Teams;
using Baton.Teams.Handoffs;
using Baton.Teams.Markers;
using Baton.Texts.Answers;
using Baton.Texts.Replies;

namespace Baton.Deciding;

/// <summary>
/// Decides what happens next. Pure: the same team and state always give the same step, so a restart, a replay and another machine continue
/// with the same step. docs/state-machine.md draws it. This part deals with the reply of the holder's model.
/// </summary>
internal sealed partial class Decision : Draft
{
    private const string IsWrittenCall =
        "You wrote a tool call as text, so nothing was called. Call the tool itself, or answer the customer in words.";

    private const string IsNarrated =
        "You told the customer of a transfer but called no transfer tool, so nothing happened. Call the tool now, or answer without "
        + "promising a transfer.";

    private const string IsData = "Your answer is data. Tell the customer in words what it says, or call one of your tools.";

    private readonly Team team;
    private readonly ConversationId conversation;
    private readonly Transcript transcript;

    private Decision(Team team, ConversationId conversation, Transcript transcript, ConversationState state)
        : base(state) => (this.team, this.conversation, this.transcript) = (team, conversation, transcript);

    private TeamMember Holder => team[State.Holder];

    // Issues that no leg could finish wait for the next turn.
    private Issue? NextIssue(bool forOthers = false) => State.Ledger.Next(Turn.Unfinished, forOthers ? State.Holder : null);

    private Step ReadReply(TeamMember member, ModelCallEnded reply)
    {
        var reading = Read(member, reply);
        if (Due(reading.Writes, static write => write.Call).Count > 0)
            return WriteState(reading.Writes);
        if (reading.Tools.Count + reading.Forbidden.Count > 0 && CallTools(reading) is { } calling)
            return calling;

        // The rest of the reply waits until the call is decided, transfers included.
        if (reading.Waiting.Count > 0)
            return AwaitApproval(reading.Waiting);
        if (UpdateIssues(member, reading.Updates) is { } updating)
            return updating;
        var isAnswer = reading.Tools.Count + reading.Forbidden.Count + reading.Writes.Count + reading.Updates.Count == 0;
        if (EndReportCalls(reading, isAnswer) is { } ending)
            return ending;
        if ((AskForRest(member, reading, reply) ?? AskAboutDisagreement(member, reading, reply)) is { } asking)
            return asking;
        var inOtherLegs = AcceptTransfers(member, WithOpinions(member, reading.Transfers));
        if (reading.Refused.Count > 0)
            return CorrectRefused(reading);
        if (reading.Escalation is { } escalation)
            return Escalate(WithDraft(escalation, reply));
        if (isAnswer && Turn.Hold.Reporting.Draft is { } draft)
            return AcceptAnswer(draft);
        if (reading.Transfers.Count > inOtherLegs)
            return EscalateDisagreement(member, reading.Transfers) ?? AfterTransfer(reply);
        if (inOtherLegs > 0)
            return AfterRepeatedTransfer(reply);
        // A reply with only a report is no answer yet.
        return isAnswer && !(reading.Reports.Count > 0 && string.IsNullOrWhiteSpace(reply.Text)) ? AfterAnswer(reply) : CallModel();
    }

    private ReplyReading Read(TeamMember member, ModelCallEnded reply)
    {
        var reading = ReplyReading.Of(reply, member, HolderAccess.Of(member, State), Turn, State.LastJoined());
        for (var index = 0; index < reading.Transfers.Count; index++)
        {
            if (reading.Transfers[index] is { Summary.Length: 0 } bare)
                reading.Transfers[index] = bare with { Summary = SummaryFor(bare) };
        }

        return reading;
    }

    // A sender that gave no summary: the titles of its issues say what the customer wants, or else the customer's own words.
    private string SummaryFor(Transfer transfer)
    {
        var titles = transfer
            .Issues.Select(named => IssueId.Read(named) is { } number ? State.Ledger.Find(number)?.Title : named)
            .OfType<string>()
            .Where(title => !MeantIssue.IsGeneric(title));
        if (string.Join("; ", titles) is { Length: > 0 } named)
            return Shortened(named, Transfer.LongestSummary);
        return State.Messages.Find(Turn.Message) is { } seq
            ? Shortened(Line(TextOf(seq)), Transfer.LongestSummary)
            : $"{State.Holder} hands over to {transfer.Target}.";
    }

    // What has not ended of these. The lambda captures nothing, so that it costs a reply no object.
    private List<T> Due<T>(List<T> listed, Func<T, ModelToolCall> callOf)
    {
        if (listed.Count == 0)
            return listed;
        var due = new List<T>(listed.Count);
        foreach (var one in listed)
        {
            if (!Turn.HasEnded(callOf(one).CallId))
                due.Add(one);
        }

        return due;
    }

    private Step? CallTools(ReplyReading reading)
    {
        var due = Due(reading.Tools, static tool => tool.Call);
        var forbidden = Due(reading.Forbidden, static refused => refused.Call);
        if (due.Count == 0 && forbidden.Count == 0)
            return null;
        return due.Count(tool => !tool.InDoubt) is > 0 and var begin && begin > Allowance.ToolCalls(State, team.Limits)
            ? Escalate(FailureCause.BoundReached, $"The turn would need more than {team.Limits.ToolCalls} tool calls.")
            : new Step.CallTools(State.Holder, due, forbidden);
    }

    private Step WriteState(List<DueWrite> writes) =>
        writes.Count(write => !Turn.HasBegun(write.Call.CallId)) is > 0 and var begin && begin > Allowance.ToolCalls(State, team.Limits)
            ? Escalate(FailureCause.BoundReached, $"The turn would need more than {team.Limits.ToolCalls} tool calls.")
            : new Step.WriteState(State.Holder, writes);

    // Returns how many of the transfers are only about issues of other legs.
    private int AcceptTransfers(TeamMember member, List<Transfer> transfers)
    {
        if (transfers.Count == 0)
            return 0;
        ChooseStrategy(member, transfers);
        var inOtherLegs = LedgerChanges.ApplyTransfers(team, this, member, transfers);
        RefuseForOtherLegs(inOtherLegs);
        return inOtherLegs.Count;
    }

    // The issue is in progress in another leg: the sender is told who has it, and continues with its own issues.
    private void RefuseForOtherLegs(List<(Transfer Transfer, List<Issue> Issues)> inOtherLegs)
    {
        foreach (var (transfer, issues) in inOtherLegs)
        {
            if (Turn.HasEnded(transfer.CallId))
                continue;
            Add(
                new ToolCallEnded
                {
                    Participant = State.Holder,
                    Tool = TransferTool.NameFor(transfer.Target),
                    CallId = transfer.CallId,
                    Outcome = ToolOutcome.Refused,
                    Result =
                        "Not handed over: "
                        + string.Join(
                            ", ",
                            issues.Select(issue => $"{issue.Id} {OneLine.Of(issue.Title)} already belongs to {issue.Owner}")
                        )
                        + ", working in parallel. Your summary was added there as a note. Continue with your own issues.",
                }
            );
        }
    }

    // No transfer was carried out: the reply's text is the answer, or the model is called again and reads why.
    private Step AfterRepeatedTransfer(ModelCallEnded reply)
    {
        if (!string.IsNullOrWhiteSpace(reply.Text) && HasToAnswer())
            return AcceptAnswer(reply);
        if (!HasToAnswer())
            return ContinueWith(NextIssue());
        return Entries.Count > 0 ? new Step.UpdateIssues(Entries) : CallModel();
    }

    private void ChooseStrategy(TeamMember member, List<Transfer> transfers)
    {
        if (!team.IsStrategyByTriage || member.Agent != team.Entry || State.IsStrategyChosen || State.Ledger.Count > 0)
            return;
        if (transfers.Find(transfer => transfer.Strategy is not null) is not { Strategy: { } strategy } choosing)
            return;
        Add(
            new StrategyChosen
            {
                Strategy = strategy,
                By = State.Holder,
                CallId = choosing.CallId,
            }
        );
    }

    private Step CorrectRefused(ReplyReading reading)
    {
        var correction = string.Join(" ", reading.Refused.Select(refused => refused.Problem));
        if (reading.Transfers.Count > 0)
            correction += " Your other transfers are kept: do not repeat them.";
        // Of several faults the first that was not corrected yet.
        var fresh = reading.RefusedFor.FindIndex(cause => Turn.Hold.MayCorrect(new ReplyFault(cause), MostCorrections));
        return Correct(
            reading.Refused.FindAll(call => !Turn.HasEnded(call.Call.CallId)),
            new ReplyFault(reading.RefusedFor[Math.Max(fresh, 0)]),
            correction,
            correction
        );
    }

    // The text of a reply that hands over is an answer only if the sender had something of its own to answer.
    private Step AfterTransfer(ModelCallEnded reply) =>
        !string.IsNullOrWhiteSpace(reply.Text) && HasToAnswer() ? AcceptAnswer(reply) : ContinueWith(NextIssue(forOthers: true));

    private Step AfterAnswer(ModelCallEnded reply)
    {
        if (!Turn.Hold.GivenAway.IsEmpty && !HasToAnswer())
            return ContinueWith(NextIssue());
        if (FaultOf(reply) is not var (fault, problem))
            return AcceptAnswer(reply);
        if (fault.Cause == FailureCause.CutOff && !Turn.Hold.MayCorrect(fault, MostCorrections) && IsForCustomer(reply.Text))
            return AcceptAnswer(reply);
        return Correct([], fault, $"{State.Holder}: {problem}", problem);
    }

    private bool IsForCustomer(string? text) =>
        !string.IsNullOrWhiteSpace(text) && CustomerText.FaultOf(text, team, Holder) == TextFault.None && !AnnouncedTransfer.IsIn(text);

    private bool HasToAnswer() => State.Ledger.HasWorkFor(State.Holder) || State.IssuesSettledByHolder().Any();

    private (ReplyFault Fault, string Problem)? FaultOf(ModelCallEnded reply)
    {
        // A model that thinks may use all it may write before its first word.
        if (reply.Finish == "length")
            return (new(FailureCause.CutOff), "Your reply was cut off because it was too long. Answer again, in fewer words.");
        if (string.IsNullOrWhiteSpace(reply.Text))
            return (new(FailureCause.EmptyReply), "Your reply was empty. Answer the customer, or call one of your tools.");
        return CustomerText.FaultOf(reply.Text, team, Holder) switch
        {
            TextFault.Data => (new(FailureCause.InvalidOutput, "data"), IsData),
            TextFault.WrittenCall => (new(FailureCause.InvalidOutput, "written_call"), IsWrittenCall),
            _ when AnnouncedTransfer.IsIn(reply.Text) => (new(FailureCause.NarratedTransfer), IsNarrated),
            _ => OverlookedSpecialist(reply.Text),
        };
    }

    private int MostCorrections => team.FallbackOf(Holder.Agent).Corrections;

    // Each kind of fault is corrected once, and all of them together as often as the policy says. Then the agent falls back.
    private Step Correct(List<RefusedCall> refused, ReplyFault fault, string detail, string correction)
    {
        if (Turn.Hold.MayCorrect(fault, MostCorrections))
            return new Step.Correct(State.Holder, Entries, refused, fault, detail, correction);
        Add(
            new AttemptFailed
            {
                Participant = State.Holder,
                Cause = fault.Cause,
                Fault = fault.Kind,
                Detail = detail,
            }
        );
        return FallBack(new Failure(fault.Cause, detail));
    }

    // The text becomes part of the answer and settles the current issues. Then comes the next issue, or the customer.
    private Step AcceptAnswer(ModelCallEnded reply)
    {
        if (CheckConfidence(reply) is { } unsure)
            return unsure;
        var text = reply.Text!.Trim();
        var isCutOff = reply.Finish == "length";
        if (Turn.Reply is not { IsDrafted: true })
        {
            Add(
                new ReplyDrafted
                {
                    Participant = State.Holder,
                    Of = reply.Seq,
                    Text = isCutOff ? ReplyText.OfCutOff(text, team.Fallback.Texts.CutOff) : null,
                }
            );
        }

        if (isCutOff)
            LedgerChanges.ApplyCutOffAnswer(this);
        else
            LedgerChanges.ApplyAnswer(this, Holder, text, Turn.Hold.Reporting.Report);
        return ContinueWith(NextIssue());
    }
}

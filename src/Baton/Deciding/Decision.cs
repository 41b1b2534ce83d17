using Baton.Deciding.Escalations;
using Baton.Deciding.Handoffs;
using Baton.Deciding.Issues;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Constraints;
using Baton.States.Histories;
using Baton.Teams;
using Baton.Teams.Handoffs;

namespace Baton.Deciding;

/// <summary>
/// Decides what happens next. Pure: the same team and state always give the same step, so a restart, a replay and another machine
/// all continue at the exact step. docs/state-machine.md draws it. This part reads what the holder's model replied.
/// </summary>
internal sealed partial class Decision
{
    private readonly Team team;
    private readonly ConversationId conversation;
    private readonly Transcript transcript;

    // Where the conversation would stand once the changes so far are appended.
    private readonly List<JournalEntry> changes = [];
    private ConversationState folded;
    private int foldedChanges;
    private ConversationState state;
    private TurnState turn;

    private Decision(Team team, ConversationId conversation, Transcript transcript, ConversationState state, TurnState turn) =>
        (this.team, this.conversation, this.transcript, folded, this.state, this.turn) = (team, conversation, transcript, state, state, turn);

    /// <summary>Decides.</summary>
    /// <param name="team">The team.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="transcript">What was said, from the same entries as the state.</param>
    /// <param name="state">Where the conversation stands.</param>
    public static Step Next(Team team, ConversationId conversation, Transcript transcript, ConversationState state)
    {
        if (state.IsClosed || state.IsEnded)
            return Step.Close.Ended;
        var decision = new Decision(team, conversation, transcript, state, state.Turn ?? TurnState.None);
        if (state.Passed is { } passed)
            return decision.PassOn(passed);
        if (state.Ticket is { } ticket)
            return decision.AtDesk(ticket);
        if (state.HandBack is { } handBack)
            return decision.TakeBack(handBack);
        var step = state.Turn is null ? (Step?)decision.TicketDue() ?? Step.Wait.ForCustomer : decision.Next();
        return step is Step.Wait && decision.Overdue() is { } late ? late : step;
    }

    private Step Next()
    {
        if (turn.Fired is { } fired && !turn.IsEscalated)
            return StopFor(fired);
        if (turn.Failure is { } failure)
            return DoubtAfter(failure) ?? Failed(failure);
        if (Parallel() is { } step)
            return step;
        if (turn is { AsksForPerson: true, Reply: null })
            return Escalate(new Escalation(FailureCause.AskedByCustomer, "The customer asks for a person."));
        if (team.Find(state.Holder) is not { } member)
            return ToEntry();
        if (turn.Reply is { } reply)
            return ReadReply(member, reply);
        if (turn.IsLeft)
            return Onward(NextIssue());
        if (Unrouted() is { } unrouted)
            return unrouted;
        if (TakeFastPath(member) is { } sure)
            return sure;
        // The baton may have gone back to whoever asked the customer: then all is said.
        return !turn.Parts.IsEmpty && turn.Stated.IsEmpty && !turn.IsReported && NextIssue() is null ? Answer() : CallModel();
    }

    private Step Failed(Failure failure)
    {
        if (turn.IsEscalated)
            return Climb(turn.GoesTo, turn.GoingIssue, failure);
        return failure.Cause == FailureCause.ContextTooLong ? Outgrown(failure) : Fall(failure);
    }

    // What no leg could finish waits for the next turn.
    private Issue? NextIssue(bool forOthers = false) =>
        state.Ledger.Next(issue => !turn.Undone.Contains(issue.Id) && !(forOthers && issue.Owner == state.Holder));

    private Step ReadReply(TeamMember member, ModelCallEnded reply)
    {
        var reading = ReplyReading.Of(reply, member, HolderAccess.Of(member, state), turn);
        if (reading.Writes.Exists(write => !turn.Ended.Contains(write.Call.CallId)))
            return WriteState(reading.Writes);
        var due = reading.Tools.FindAll(tool => !turn.Ended.Contains(tool.Call.CallId));
        var forbidden = reading.Forbidden.FindAll(call => !turn.Ended.Contains(call.Call.CallId));
        if (due.Count > 0 || forbidden.Count > 0)
        {
            return due.Count(tool => !tool.InDoubt) is > 0 and var begin && begin > Allowance.ToolCalls(state, team.Limits)
                ? Escalate(FailureCause.BoundReached, $"The turn would need more than {team.Limits.ToolCalls} tool calls.")
                : new Step.CallTools(state.Holder, due, forbidden);
        }

        // The rest of the reply, transfers included, waits with the call.
        if (reading.Waiting.Count > 0)
            return AwaitApproval(reading.Waiting);
        if (UpdateIssues(member, reading.Updates) is { } updating)
            return updating;
        var isAnswer = reading.Tools.Count + reading.Forbidden.Count + reading.Writes.Count + reading.Updates.Count == 0;
        if (NoteReports(reading, isAnswer) is { } noting)
            return noting;
        if (AskAgain(member, reading, reply) is { } asking)
            return asking;
        var elsewhere = Keep(member, WithOpinions(member, reading.Transfers));
        if (reading.Refused.Count > 0)
            return Correct(reading);
        if (reading.Escalation is { } escalation)
            return Escalate(WithDraft(escalation, reply));
        if (isAnswer && turn.Reporting.Draft is { } draft)
            return Settle(draft);
        if (reading.Transfers.Count > elsewhere)
            return EscalateDisagreement(member, reading.Transfers) ?? Transferred(reply);
        if (elsewhere > 0)
            return Repeated(reply);
        // A report before the answer is no answer yet.
        return isAnswer && !(reading.Reports.Count > 0 && string.IsNullOrWhiteSpace(reply.Text)) ? Answered(reply) : CallModel();
    }

    private Step WriteState(List<DueWrite> writes) => writes.Count(write => !turn.Begun.Contains(write.Call.CallId)) is > 0 and var begin && begin > Allowance.ToolCalls(state, team.Limits)
        ? Escalate(FailureCause.BoundReached, $"The turn would need more than {team.Limits.ToolCalls} tool calls.")
        : new Step.WriteState(state.Holder, writes);

    // How many of the transfers are about nothing but what others work on.
    private int Keep(TeamMember member, List<Transfer> transfers)
    {
        ChooseStrategy(member, transfers);
        var (kept, ledger, elsewhere) = LedgerChanges.Accept(team, state, member, transfers);
        changes.AddRange(kept);
        state = state with
        {
            Ledger = ledger,
            IsSensitive = state.IsSensitive || kept.Exists(change => change is IssueOpened { Sensitive: true } or IssueChanged { Sensitive: true }),
        };
        var given = kept.Select(change => change is IssueOpened opened ? opened.Issue : change is IssueChanged moved && (moved.CallId is not null || moved.Routed is not null) ? moved.Issue : (IssueId?)null).OfType<IssueId>().ToList();
        turn = turn with { GivenAway = turn.GivenAway.Union(given), Undone = turn.Undone.Except(given) };
        TellElsewhere(elsewhere);
        return elsewhere.Count;
    }

    // The same issue raised twice is one: the second sender is told who has it, and goes on with its own.
    private void TellElsewhere(List<(Transfer Transfer, List<Issue> Issues)> elsewhere)
    {
        foreach (var (transfer, issues) in elsewhere.Where(one => !turn.Ended.Contains(one.Transfer.CallId)))
        {
            changes.Add(new ToolCallEnded
            {
                Participant = state.Holder,
                Tool = TransferTool.NameFor(transfer.Target),
                CallId = transfer.CallId,
                Outcome = ToolOutcome.Refused,
                Result = $"Not handed over: {string.Join(", ", issues.Select(issue => $"{issue.Id} {issue.Title.ReplaceLineEndings(" ")} is {issue.Owner}'s already"))}, beside you. What you wrote was added there: go on with your own.",
            });
        }
    }

    // Nothing of it was handed over: what else the reply says is the answer, and otherwise the model goes on knowing that.
    private Step Repeated(ModelCallEnded reply)
    {
        if (!string.IsNullOrWhiteSpace(reply.Text) && HasToAnswer())
            return Settle(reply);
        if (!HasToAnswer())
            return Onward(NextIssue());
        return changes.Count > 0 ? new Step.UpdateIssues(changes) : CallModel();
    }

    private void ChooseStrategy(TeamMember member, List<Transfer> transfers)
    {
        if (!team.IsStrategyByTriage || member.Agent != team.Entry || state.IsStrategyChosen || !state.Ledger.All.IsEmpty)
            return;
        if (transfers.Find(transfer => transfer.Strategy is not null) is not { Strategy: { } strategy } choosing)
            return;
        changes.Add(new StrategyChosen { Strategy = strategy, By = state.Holder, CallId = choosing.CallId });
        state = state with { Strategy = strategy, IsStrategyChosen = true };
    }

    private Step Correct(ReplyReading reading)
    {
        var told = string.Join(" ", reading.Refused.Select(refused => refused.Told));
        if (reading.Transfers.Count > 0)
            told += " Your other transfers are kept: do not repeat them.";
        return Fault(reading.Refused.FindAll(call => !turn.Ended.Contains(call.Call.CallId)), new Failure(reading.RefusedFor, told), told);
    }

    // The reply hands over. Its text answers the customer only when the sender had something of its own to answer.
    private Step Transferred(ModelCallEnded reply) => !string.IsNullOrWhiteSpace(reply.Text) && HasToAnswer()
        ? Settle(reply)
        : Onward(NextIssue(forOthers: true));

    private Step Answered(ModelCallEnded reply)
    {
        if (!turn.GivenAway.IsEmpty && !HasToAnswer())
            return Onward(NextIssue());
        var (cause, told) = FaultOf(reply);
        return cause is { } fault ? Fault([], new Failure(fault, $"{state.Holder}: {told}"), told) : Settle(reply);
    }

    private bool HasToAnswer() => state.Ledger.HasWorkFor(state.Holder) || state.Settled().Any();

    private static (FailureCause? Cause, string Told) FaultOf(ModelCallEnded reply)
    {
        if (string.IsNullOrWhiteSpace(reply.Text))
            return (FailureCause.EmptyReply, "Your reply was empty. Answer the customer, or call one of your tools.");
        if (reply.Finish == "length")
            return (FailureCause.CutOff, "Your reply was cut off because it was too long. Answer again, in fewer words.");
        return NarratedTransfer.IsToldIn(reply.Text)
            ? (FailureCause.NarratedTransfer, "You told the customer of a transfer but called no transfer tool, so nothing happened. Call the tool now, or answer without promising a transfer.")
            : (null, "");
    }

    // Told once in a stretch of holding the baton; the second fault climbs.
    private Step Fault(List<RefusedCall> refused, Failure failure, string told)
    {
        if (turn.Corrections == 0)
            return new Step.Correct(state.Holder, changes, refused, failure, told);
        changes.Add(new AttemptFailed { Participant = state.Holder, Cause = failure.Cause, Detail = failure.Detail });
        return Fall(failure);
    }

    // The text is a part of the reply and settles the issues at hand: then the next one, or the customer.
    private Step Settle(ModelCallEnded reply)
    {
        if (Doubt(reply) is { } doubt)
            return doubt;
        var text = reply.Text!.Trim();
        if (!turn.ReplyIsDrafted)
        {
            changes.Add(new ReplyDrafted { Participant = state.Holder, Of = reply.Seq });
            turn = turn with { Parts = turn.Parts.Add(new ReplyPart(state.Holder, text, state.Answered())), Reports = [], IsReported = false };
        }

        var (settled, ledger) = LedgerChanges.Settle(state, text, turn.Reporting.Report);
        changes.AddRange(settled);
        state = state with { Ledger = ledger };
        if (settled.Count > 0)
            turn = turn with { Hops = [] };
        return Onward(NextIssue());
    }
}

using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States.Issues;
using Baton.Teams;
using Baton.Teams.Clearances;
using Baton.Teams.Confidences;
using Baton.Teams.Histories;
using Microsoft.Extensions.AI;

namespace Baton.States.Views;

/// <summary>
/// Writes turns of the journal as one agent's model sees them (rule 6): the customer's words, the agent's own replies with their tool calls
/// and results, everybody else's as text with their names. A model never sees a call without its result, a tool that it does not have, or a
/// transfer call: handoffs are told in words.
/// </summary>
/// <param name="viewer">The agent that reads.</param>
/// <param name="running">
/// The turn under way; null for finished turns. Mistakes that were corrected are left out of finished turns, but the model must see them
/// while the turn runs. </param>
internal sealed class Projection(ViewReader viewer, RunningTurn? running = null)
{
    private static readonly List<(ModelToolCall Call, ToolCallEnded End)> NoCalls = [];
    private static readonly List<ToolCallEnded> NoEnds = [];

    private ModelCallEnded? reply;
    private List<ToolCallEnded>? ends;
    private List<string>? behind;
    private HashSet<long>? drafted;
    private HashSet<long>? held;
    private IReadOnlyList<JournalEntry> all = [];
    private bool isReported;
    private long privateAfter = long.MaxValue;
    private long readFrom;
    private int readTo;
    private HandedOff? current;

    private TeamMember Member => viewer.Member;

    private ReaderAccess Reader => viewer.Access;

    private string Agent => viewer.Member.Agent.Name;

    private List<ToolCallEnded> Ends => ends ?? NoEnds;

    private bool IsFinished => running is null;

    private string? Leg => running?.Leg;

    public void Write(ViewWriter writer, IReadOnlyList<JournalEntry> entries, int from, int to, Ledger ledger)
    {
        readFrom = from + 1;
        readTo = to;
        all = entries;
        if (IsFinished)
        {
            NoteVerdicts(entries, from, to);
            if (LegOrder.HasLegs(entries, from, to))
                (entries, from, to) = (LegOrder.LegByLeg(entries, from, to), 0, to - from);
            for (var index = from; index < to; index++)
                Write(writer, entries[index], ledger);
        }
        else
        {
            privateAfter = LastBreak(entries, from, to);
            current = LastHandoff(entries, from, to);
            if (current is null && running?.HeldBy is { } handoff)
                writer.User(ViewText.NotesOf(handoff, Reader));
            for (var index = from; index < to; index++)
            {
                if (LegOrder.Sees(Leg, entries[index]))
                    Write(writer, entries[index], ledger);
            }
        }

        EndReply(writer, wasFaulty: false);
        EndReports(writer);
    }

    /// <summary>
    /// Continues behind the last entry that was written. False if anything but the agent's own calls and results follows, or if they are
    /// not shown: then what was written would not end where a message begins.
    /// </summary>
    public bool TryContinue(ViewWriter writer, IReadOnlyList<JournalEntry> entries, int from, Ledger ledger)
    {
        for (var index = from; index < entries.Count; index++)
        {
            if (LegOrder.Sees(Leg, entries[index]) && !IsOwnWork(entries[index]))
                return false;
        }

        var written = writer.Messages.Count;
        for (var index = from; index < entries.Count; index++)
        {
            if (LegOrder.Sees(Leg, entries[index]))
                Write(writer, entries[index], ledger);
        }

        EndReply(writer, wasFaulty: false);
        return writer.Messages.Count > written && writer.Messages[written].Role == ChatRole.Assistant;
    }

    private bool IsOwnWork(JournalEntry entry) =>
        entry switch
        {
            ModelCallBegun begun => begun.Participant == Agent,
            ModelCallEnded ended => ended.Participant == Agent,
            ToolCallBegun begun => begun.Participant == Agent,
            ToolCallEnded ended => ended.Participant == Agent,
            _ => false,
        };

    // Whether a reply was accepted or held back may stand several entries behind it. While the turn runs, its replies are all shown.
    private void NoteVerdicts(IReadOnlyList<JournalEntry> entries, int from, int to)
    {
        for (var index = from; index < to; index++)
        {
            if (entries[index] is ReplyDrafted said)
                (drafted ??= []).Add(said.Of);
            else if (entries[index] is ReplyHeld kept)
                (held ??= []).Add(kept.Of);
        }
    }

    private HandedOff? LastHandoff(IReadOnlyList<JournalEntry> entries, int from, int to)
    {
        for (var index = to - 1; index >= from; index--)
        {
            if (entries[index] is HandedOff handed && handed.To == Agent && handed.Leg == Leg && LegOrder.Sees(Leg, handed))
                return handed;
        }

        return null;
    }

    // A provider accepts its private blocks only while everything before them is unchanged. That is so until the next handoff or
    // correction: a briefing shows the ledger as it was at the handoff.
    private long LastBreak(IReadOnlyList<JournalEntry> entries, int from, int to)
    {
        for (var index = to - 1; index >= from; index--)
        {
            if (entries[index] is HandedOff or AttemptFailed && LegOrder.Sees(Leg, entries[index]))
                return entries[index].Seq;
        }

        return from < to ? entries[from].Seq : long.MaxValue;
    }

    private void Write(ViewWriter writer, JournalEntry entry, Ledger ledger)
    {
        switch (entry)
        {
            case MessageReceived received:
                AddBehindReply(writer, ViewText.Customer(viewer.Shown(writer, Reader.Text(received.Text), received.Seq)));
                break;
            case ModelCallEnded ended:
                EndReply(writer, wasFaulty: false);
                EndReports(writer);
                reply = ended;
                break;
            case ToolCallEnded ended when ended.Participant == Agent:
                (ends ??= []).Add(ended);
                break;
            case ToolCallEnded { Outcome: not ToolOutcome.Refused, Tool: not Report.ToolName } ended when !IsTold(ended):
                ViewText.AddCalled(writer.BeginUser(), ended, EarlierEntries.CallOf(all, ended), Reader, viewer.Result(writer, ended));
                break;
            case ReplyDrafted said when said.Participant != Agent && TextOf(said.Of) is { } text:
                ViewText.AddNote(
                    writer.BeginUser(),
                    said.Participant,
                    said.Leg is null ? ViewText.AnsweredCustomer : " reported: ",
                    viewer.Shown(writer, Reader.Text(text.Trim()), said.Seq)
                );
                break;
            case ReplyHeld kept when kept.Participant == Agent && !IsFinished:
                EndReply(writer, wasFaulty: false);
                writer.User(ViewText.HeldBack);
                break;
            case AttemptFailed { Told: { } told } failed when failed.Participant == Agent:
                var isToldByResult = ends?.Exists(end => end.Outcome == ToolOutcome.Refused && CanBeShown(end.Tool)) == true;
                EndReply(writer, wasFaulty: true);
                if (!IsFinished && !isToldByResult)
                    writer.User(ViewText.Note(Reader.Text(told)));
                break;
            // After a second mistake the agent's next model is called, and reads why.
            case AttemptFailed { Told: null } failed when failed.Participant == Agent && IsOfReply(failed.Cause):
                EndReply(writer, wasFaulty: true);
                if (!IsFinished)
                    writer.User(ViewText.Note(Reader.Outside($"Your reply could not be used: {failed.Detail}")));
                break;
            default:
                WriteAsNote(writer, entry, ledger);
                break;
        }
    }

    // What is no message of a model's chat is told in words.
    private void WriteAsNote(ViewWriter writer, JournalEntry entry, Ledger ledger)
    {
        switch (entry)
        {
            case LegEnded ended when !IsFinished || ended.Cause is not null:
                EndReply(writer, wasFaulty: false);
                writer.User(
                    ViewText.Report(
                        ended,
                        ledger,
                        Reader,
                        IsFinished ? "" : viewer.Shown(writer, Reader.Text(ended.Report), EarlierEntries.SaidIn(all, ended, readFrom))
                    )
                );
                isReported = !IsFinished;
                break;
            case HandedOff handed when handed.To == Agent:
                EndReply(writer, wasFaulty: false);
                if (!viewer.IsAgent(handed.From))
                    writer.User(ViewText.DeskWork(all, handed, Reader));
                ViewText.AddBriefing(
                    writer.BeginUser(),
                    handed,
                    ledger,
                    new BriefingReader(Reader, readFrom, running?.Number, all) { WithNotes = ReferenceEquals(handed, current) }
                );
                break;
            case HandedOff handed when handed.From == Agent:
                EndReply(writer, wasFaulty: false);
                ViewText.AddNote(
                    writer.BeginUser(),
                    handed.Trigger == HandoffTrigger.Delegated ? "You asked for a report of " : "You handed over to ",
                    handed.To,
                    ": ",
                    Reader.Text(handed.Briefing.Summary)
                );
                break;
            case Escalated { Issue: { } left } escalated when !IsFinished && escalated.From == Agent:
                EndReply(writer, wasFaulty: false);
                writer.User(
                    ViewText.Note(
                        $"{left} {Reader.Text(ledger.Find(left)?.Title ?? "")} "
                            + $"{(escalated.To is { } desk ? $"waits for people at {desk}" : "is left as it is")}: "
                            + $"{Reader.Outside(escalated.Reason)}"
                    )
                );
                break;
            case OperatorReplied operatorReplied:
                EndReply(writer, wasFaulty: false);
                writer.User(
                    ViewText.Said(
                        operatorReplied.Operator,
                        viewer.Shown(writer, Reader.Text(operatorReplied.Text.Trim()), operatorReplied.Seq)
                    )
                );
                break;
            // The result of a call that was refused says so itself.
            case ApprovalDecided { Approved: true } decided when OwnCall(decided.CallId) is { } call:
                AddBehindReply(writer, ViewText.Note(Reader.Text(decided.About(call.Name))));
                break;
            // When an agent reads this, the desk has handed back, and the report on the desk's work says so.
            case InterimReplied interim when !viewer.IsAgent(interim.Participant):
                break;
            case InterimReplied interim:
                AddBehindReply(writer, ViewText.Note($"The customer was told: {Reader.Text(interim.Notice)}"));
                break;
            case Degraded degraded:
                EndReply(writer, wasFaulty: false);
                writer.User(ViewText.Note($"The customer was told: {Reader.Text(degraded.Text)}"));
                break;
            default:
                break;
        }
    }

    private static bool IsOfReply(FailureCause cause) =>
        cause
            is FailureCause.EmptyReply
                or FailureCause.UnknownTarget
                or FailureCause.MalformedArguments
                or FailureCause.NarratedTransfer
                or FailureCause.CutOff
                or FailureCause.OutputRefused
                or FailureCause.InvalidOutput;

    // What arrives while a reply's calls wait for a person goes behind their results: a call without its result is no valid history.
    private void AddBehindReply(ViewWriter writer, string text)
    {
        if (reply is { Calls.Count: > 0 } && reply.Participant == Agent)
        {
            (behind ??= []).Add(text);
            return;
        }

        EndReply(writer, wasFaulty: false);
        writer.User(text);
    }

    private void EndReports(ViewWriter writer)
    {
        if (isReported)
            writer.User(ViewText.AllReported);
        isReported = false;
    }

    // What a colleague looked up is told by its answer: of a finished turn always, and of this one where the answer has all figures of the
    // result. The journal has the rest.
    private bool IsTold(ToolCallEnded ended)
    {
        if (ended.Outcome != ToolOutcome.Ok || viewer.HasEffect(ended.Participant, ended.Tool))
            return false;
        for (var index = (int)ended.Seq; index < all.Count && index < readTo; index++)
        {
            if (all[index] is ReplyDrafted said && said.Participant == ended.Participant && said.Leg == ended.Leg)
                return IsFinished || (TextOf(said.Of) is { } text && Figures.AreIn(text, Reader.Result(ended)));
        }

        return false;
    }

    // The agent's own reply is written once it is known which of its calls have results and whether its text was accepted.
    private void EndReply(ViewWriter writer, bool wasFaulty)
    {
        if (reply is { } ended && ended.Participant == Agent)
        {
            var shown = Shown(ended);
            var isTextDead = IsFinished && (IsHeld(ended) || (drafted?.Contains(ended.Seq) != true && (wasFaulty || shown.Count == 0)));
            writer.Assistant(
                isTextDead || ended.Text is null ? null : Reader.Text(ended.Text),
                ended,
                shown,
                viewer,
                IsPrivateShown(ended)
            );
            foreach (var gone in Ends)
            {
                if (gone.Outcome != ToolOutcome.Refused && !CanBeShown(gone.Tool))
                    ViewText.AddCalled(writer.BeginUser(), gone, EarlierEntries.CallOf(all, gone), Reader, viewer.Result(writer, gone));
            }
        }

        if (behind is not null)
        {
            foreach (var text in behind)
                writer.User(text);
        }

        reply = null;
        ends?.Clear();
        behind = null;
    }

    private bool IsHeld(ModelCallEnded ended) => held?.Contains(ended.Seq) == true;

    // A private block may be signed, so it cannot be masked. It is left out if the agent may not see all of it.
    private bool IsPrivateShown(ModelCallEnded ended) =>
        ended is { Private: { } blocks }
        && ended.Seq > privateAfter
        && ended.Model == viewer.Model
        && blocks.All(block => Reader.IsClear(block.Text));

    private List<(ModelToolCall Call, ToolCallEnded End)> Shown(ModelCallEnded ended)
    {
        if (ended.Calls is not { } made)
            return NoCalls;
        var shown = new List<(ModelToolCall Call, ToolCallEnded End)>(made.Count);
        for (var index = 0; index < made.Count; index++)
        {
            var call = made[index];
            // A confidence report is left out without the reply that it was about.
            var isBare = IsFinished && call.Name == Report.ToolName && (string.IsNullOrWhiteSpace(ended.Text) || IsHeld(ended));
            if (EndOf(call) is { } end && !isBare && CanBeShown(call.Name) && !(IsFinished && end.Outcome == ToolOutcome.Refused))
                shown.Add((call, end));
        }

        return shown;
    }

    private ModelToolCall? OwnCall(CallId id) =>
        reply is { Calls: { } made } && reply.Participant == Agent ? made.FirstOrDefault(call => call.CallId == id) : null;

    private ToolCallEnded? EndOf(ModelToolCall call)
    {
        foreach (var end in Ends)
        {
            if (end.CallId == call.CallId)
                return end;
        }

        return null;
    }

    private string? TextOf(long reply) => (all[(int)reply - 1] as ModelCallEnded)?.Text;

    // Providers refuse a call with a malformed name, and some refuse any call in a request without tools. A finished turn shows only calls
    // of tools that the agent has now; the others are shown as text.
    private bool CanBeShown(string tool) =>
        (Member.HasTools || tool == ReadHistory.ToolName)
        && (IsFinished ? Member.Tools.ContainsKey(tool) : TeamRules.CheckToolName(tool) is null && Reader.IsClear(tool));
}

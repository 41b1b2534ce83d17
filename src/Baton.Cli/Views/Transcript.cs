using System.Globalization;
using Baton.Cli.Conversations;
using Baton.Cli.Output;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Cli.Views;

/// <summary>Shows a conversation as a person reads it.</summary>
/// <param name="screen">The screen to write to.</param>
/// <param name="repeatsCustomer">Whether to show the customer's messages. Not where the customer has just typed them.</param>
internal sealed class Transcript(Screen screen, bool repeatsCustomer = true) : IConversationView
{
    private const int LongestArguments = 120;
    private const int LongestResult = 240;

    private readonly Tally tally = new();
    private readonly HashSet<MessageId> answered = [];
    private readonly Dictionary<CallId, string> asked = [];
    // Model replies since the customer's last message, by entry: a held reply refers to one of them.
    private readonly Dictionary<long, string> written = [];
    private readonly Lanes lanes = new();
    private readonly Dictionary<string, string> holders = [];

    /// <inheritdoc/>
    public void Recall(JournalEntry entry)
    {
        tally.Recall(entry);
        lanes.Of(entry);
        if (entry is ApprovalAsked before)
            asked[before.CallId] = before.Tool;
        if (entry is ModelCallEnded { Text: { } text })
            written[entry.Seq] = text;
    }

    public void Show(JournalEntry entry)
    {
        tally.Add(entry);
        // Entries of parallel legs are interleaved, so each line is marked with its leg.
        screen.Lane = lanes.Of(entry);
        ShowEntry(entry);
        screen.Lane = null;
    }

    private void ShowEntry(JournalEntry entry)
    {
        switch (entry)
        {
            case ConversationOpened opened:
                screen.Line(0, Quiet($"conversation {Safe(opened.Conversation.Value)}, team {Safe(opened.Team)}"));
                break;
            case MessageReceived received:
                ShowMessage(received);
                break;
            case MessageRouted routed:
                screen.Line(2, Quiet(Safe(RouterText.Of(routed))));
                break;
            case StrategyChosen chosen:
                screen.Line(2, Quiet($"{Safe(chosen.By)} chose the strategy: "), Words.Of(chosen.Strategy));
                break;
            case ModelCallBegun begun:
                ShowHolder(begun);
                break;
            case HandedOff handedOff:
                ShowHandoff(handedOff);
                break;
            case LegEnded ended:
                ShowEnd(ended);
                break;
            case IssueOpened opened:
                screen.Line(2, Quiet($"issue {opened.Issue} for {Safe(opened.Owner)}: "), Safe(opened.Title), Quiet(opened.Suggested is { } suggested ? $" (suggested for {Safe(suggested)})" : ""));
                break;
            case IssueChanged changed:
                ShowChange(changed);
                break;
            case ToolCallBegun begun:
                screen.Line(2, Strong(Safe(begun.Tool)), " ", Quiet(SafeText.Short(ToolText.Readable(begun.Arguments.ToString()), LongestArguments)));
                break;
            case ToolCallEnded ended:
                screen.Line(2, Strong(Safe(ended.Tool)), " ", new Span(Words.Of(ended.Outcome), ToneOf(ended.Outcome)), Quiet($" {SafeText.Short(ToolText.Readable(ended.Result), LongestResult)}"));
                break;
            case SummaryWritten written:
                screen.Line(2, Quiet($"summary of entries {written.From} to {written.To} by {Safe(written.By)}: {Words.Of(written.Outcome)} {Safe(written.Detail ?? "")}"));
                break;
            case StateWritten { Id: not null } written:
                foreach (var write in written.Writes)
                    screen.Line(0, Name(written.By ?? written.Participant), $" wrote {Safe(write.Key)}: ", SafeText.Short(write.Value.ToString(), LongestResult), Quiet($" (revision {write.Revision})"));
                break;
            case AttemptFailed failed:
                ShowFailure(failed);
                break;
            case FellBack fell:
                screen.Line(2, new Span("fell back", Tone.Warning), $" to {RungOf(fell)} ({Words.Of(fell.Cause)}): ", Safe(fell.Detail), Quiet(CostOf(fell)));
                break;
            case StillWorking working:
                ShowReply("interim reply to the customer", working.Text, Tone.Warning);
                break;
            case Escalated escalated:
                screen.Line(2, new Span("escalated", Tone.Warning), $" by {Safe(escalated.From)} to {Safe(escalated.To ?? "nobody")} ({Words.Of(escalated.Trigger)}{(escalated.Rule is { } rule ? $" {Safe(rule)}" : "")}): ", Safe(escalated.Reason), Quiet(Figures(escalated)));
                break;
            case ModelCallEnded { Text: { } text } reply:
                written[reply.Seq] = text;
                break;
            case ReplyHeld held:
                screen.Line(2, new Span("held back from the customer", Tone.Warning), ": ", SafeText.Short(written.GetValueOrDefault(held.Of, ""), LongestResult));
                break;
            case Replied replied:
                answered.Add(replied.Message);
                ShowReply("reply to the customer", replied.Text, Tone.Good);
                break;
            case Degraded degraded:
                answered.Add(degraded.Message);
                screen.Line(2, new Span("degraded", Tone.Bad), " ", Safe(degraded.Reason));
                ShowReply("degraded answer to the customer", degraded.Text, Tone.Warning);
                break;
            case ApprovalAsked waiting:
                asked[waiting.CallId] = waiting.Tool;
                screen.Line(2, Strong(Safe(waiting.Tool)), " ", new Span("waits for approval", Tone.Warning), Quiet($" {SafeText.Short(ToolText.Readable(waiting.Arguments.ToString()), LongestArguments)} ({Safe(waiting.Reason)})"));
                break;
            case ApprovalDecided decided:
                screen.Line(0, Name(decided.By), decided.Approved ? " approved " : " refused ", Strong(Safe(asked.GetValueOrDefault(decided.CallId, "a tool call"))), Quiet(decided.Note is { } note ? $": {Safe(note)}" : ""));
                break;
            case TicketOpened ticket:
                screen.Line(2, new Span("ticket", Tone.Warning), $" {Safe(ticket.Ticket.Value)} waits at {Safe(ticket.Desk)}: ", Safe(ticket.Reason));
                break;
            case TimerFired fired:
                screen.Line(0, Quiet($"timer due at {fired.Due.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC: "), Words.Of(fired.Of));
                break;
            case TicketExpired late:
                screen.Line(2, new Span("overdue", Tone.Warning), $" ticket {Safe(late.Ticket.Value)}: ", Words.Of(late.Due));
                break;
            case TicketClosed ticket:
                screen.Line(0, Name(ticket.By), $" closed ticket {Safe(ticket.Ticket.Value)} ({(ticket.Resolved ? "resolved" : "handed back")}): ", Safe(ticket.Report));
                break;
            case TicketClaimed claimed:
                screen.Line(0, Name(claimed.By), $" claimed ticket {Safe(claimed.Ticket.Value)}");
                break;
            case TicketReleased released:
                screen.Line(0, Name(released.By), $" released ticket {Safe(released.Ticket.Value)}", Quiet(released.Note is { } why ? $": {Safe(why)}" : ""));
                break;
            case TicketDeclined refused:
                screen.Line(0, Name(refused.By), $" declined ticket {Safe(refused.Ticket.Value)}: ", Safe(refused.Reason));
                break;
            case TicketNoted noted:
                screen.Line(0, Name(noted.By), Quiet(" noted: "), Safe(noted.Text));
                break;
            case PermissionGranted granted:
                screen.Line(0, Name(granted.By), $" granted {Safe(granted.Permission.ToString())}", Quiet(granted.Issue is { } of ? $" for issue {of}" : ""));
                break;
            case InterimReplied interim:
                answered.Add(interim.Message);
                ShowReply("interim reply to the customer", interim.Text, Tone.Warning);
                break;
            case OperatorReplied said:
                answered.UnionWith(said.Message is { } message ? [message] : []);
                ShowReply($"reply of {Safe(said.Operator)} to the customer", said.Text, Tone.Good);
                break;
            case ConversationClosed closed:
                screen.Line(0, Quiet("conversation closed: "), Safe(closed.Reason));
                break;
            default:
                // Other entries show in what follows from them.
                break;
        }
    }

    public void End(Turn turn)
    {
        // A message that is sent again gets its earlier answer, without new entries.
        if (turn.FinalOutput.Length == 0)
            screen.Line(0, Quiet($"The conversation is with {Safe(turn.Holder)}: a person will answer."));
        else if (answered.Add(turn.Message))
            ShowReply("reply to the customer (same as before)", turn.FinalOutput, turn.Outcome == TurnOutcome.Replied ? Tone.Good : Tone.Warning);
    }

    public void Say(string remark) => screen.Line(0, Quiet(SafeText.Lines(remark)));

    public void Close(string? next)
    {
        SummaryView.Show(screen, tally);
        if (next is null)
            return;
        screen.Gap();
        screen.Command("continue: ", SafeText.OneLine(next));
    }

    private void ShowMessage(MessageReceived received)
    {
        holders.Clear();
        written.Clear();
        if (!repeatsCustomer)
            return;
        screen.Gap();
        screen.Line(0, Strong("customer"));
        screen.Line(2, SafeText.Lines(received.Text));
        screen.Gap();
    }

    private void ShowHolder(ModelCallBegun begun)
    {
        if (holders.GetValueOrDefault(begun.Leg ?? "") == begun.Participant)
            return;
        holders[begun.Leg ?? ""] = begun.Participant;
        screen.Line(0, Name(begun.Participant), " holds the baton ", Quiet($"({Safe(Words.Model(begun.Model))})"));
    }

    private void ShowHandoff(HandedOff handedOff)
    {
        var why = Words.Of(handedOff.Trigger);
        if (handedOff.Category is { } category)
            why += $", {Safe(category)}";
        if (handedOff.Confidence is { } confidence)
            why += $", {Words.Confidence(confidence)}";
        screen.Line(0, Name(handedOff.From), $" {screen.Arrow} ", Name(handedOff.To), Quiet($"  {why}"));
        screen.Line(2, Safe(handedOff.Briefing.Summary));
    }

    // The delegating holder continues, so its next line names it again.
    private void ShowEnd(LegEnded ended)
    {
        holders.Remove(Lanes.ParentOf(ended.Leg!));
        var cause = ended.Cause is { } failed ? $" ({Words.Of(failed)})" : "";
        var tone = ended.Outcome switch
        {
            LegOutcome.Answered => Tone.Good,
            LegOutcome.Asked or LegOutcome.Escalated => Tone.Warning,
            _ => Tone.Bad,
        };
        screen.Line(0, "leg ended: ", new Span(Words.Of(ended.Outcome) + cause, tone), ended.Detail is { } detail ? $" {Safe(detail)}" : "");
        if (ended.Report.Length > 0)
            screen.Line(2, Quiet("report: "), SafeText.Short(ended.Report, LongestResult));
    }

    private void ShowChange(IssueChanged changed)
    {
        var (words, tone) = changed.Status == IssueStatus.Open
            ? ($"now owned by {Safe(changed.Owner)}", Tone.Plain)
            : (Words.Of(changed.Status), SummaryView.ToneOf(changed.Status));
        screen.Line(2, Quiet($"issue {changed.Issue} "), new Span(words, tone), Quiet(changed.Reason is { } reason ? $" ({Safe(reason)})" : ""));
    }

    private void ShowFailure(AttemptFailed failed)
    {
        screen.Line(2, new Span($"failed: {Words.Of(failed.Cause)}", Tone.Warning), $" {Safe(failed.Detail)}");
        if (failed.Told is { } told)
            screen.Line(4, Quiet($"{Safe(failed.Participant)} was told: {Safe(told)}"));
    }

    private void ShowReply(string title, string text, Tone tone)
    {
        screen.Gap();
        screen.Panel(title, SafeText.Lines(text).Trim('\n'), tone);
    }

    private static string Figures(Escalated escalated) => escalated.History is { Tokens: { } tokens, Budget: { } budget }
        ? string.Create(CultureInfo.InvariantCulture, $" ({tokens:N0} tokens, budget {budget:N0})")
        : "";

    private static string Safe(string text) => SafeText.OneLine(text);

    private static Span Quiet(string text) => new(text, Tone.Quiet);

    private static Span Strong(string text) => new(text, Tone.Strong);

    private static Span Name(string participant) => new(Safe(participant), Tone.Name);

    private static Tone ToneOf(ToolOutcome outcome) => outcome switch
    {
        ToolOutcome.Ok => Tone.Good,
        ToolOutcome.Refused => Tone.Warning,
        _ => Tone.Bad,
    };

    private static string RungOf(FellBack fell) => fell.Rung switch
    {
        FallbackRung.Retry => $"another attempt with {Safe(Words.Model(fell.Model))}",
        FallbackRung.OtherModel => $"{Safe(Words.Model(fell.To))} after {Safe(Words.Model(fell.Model))}",
        FallbackRung.Degraded => "a degraded answer",
        _ => Safe(fell.To ?? Words.Of(fell.Rung)),
    };

    private static string CostOf(FellBack fell)
    {
        var took = fell.TookMs is { } spent ? string.Create(CultureInfo.InvariantCulture, $"took {spent / 1000.0:0.0##} s") : "";
        var waits = fell.WaitMs is { } wait ? string.Create(CultureInfo.InvariantCulture, $"{(took.Length > 0 ? ", " : "")}waits {wait / 1000.0:0.0##} s") : "";
        return took.Length + waits.Length > 0 ? $" ({took}{waits})" : "";
    }
}

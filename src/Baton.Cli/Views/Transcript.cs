using Baton.Cli.Output;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Runtime;

namespace Baton.Cli.Views;

/// <summary>Shows a conversation as a person reads it.</summary>
/// <param name="screen">The screen to write to.</param>
/// <param name="repeatsCustomer">Whether to show the customer's messages. Not where the customer has just typed them.</param>
internal sealed class Transcript(Screen screen, bool repeatsCustomer = true) : IConversationView
{
    private const int LongestResult = 240;

    private readonly ConversationStatus conversation = new();
    private readonly ConversationStatus shown = new();
    private readonly HashSet<MessageId> answered = [];

    private readonly Lanes lanes = new();
    private readonly Dictionary<string, string> holders = [];

    /// <inheritdoc/>
    public void Recall(JournalEntry entry)
    {
        conversation.Add(entry);
        lanes.Of(entry);
    }

    public void Show(JournalEntry entry)
    {
        conversation.Add(entry);
        shown.Add(entry);
        // Entries of parallel legs are interleaved, so each line is marked with its leg.
        screen.Lane = lanes.Of(entry);
        ShowEntry(entry);
        screen.Lane = null;
    }

    private void ShowEntry(JournalEntry entry)
    {
        switch (entry)
        {
            case MessageReceived received:
                ShowMessage(received);
                break;
            case ModelCallBegun begun:
                ShowHolder(begun);
                break;
            case HandedOff handedOff:
                ShowHandoff(handedOff);
                break;
            case { Type: "reply_held" }:
                screen.Line(
                    2,
                    new Span("held back from the customer", Tone.Warning),
                    ": ",
                    SafeText.Short(conversation.TextOf(entry) ?? "", LongestResult)
                );
                break;
            case { Type: "still_working" or "interim_replied" }:
                if (entry is { Type: "interim_replied" } && conversation.Message is { Message: var answer })
                    answered.Add(answer);
                ShowReply("interim reply to the customer", entry.TextToCustomer() ?? "", Tone.Warning);
                break;
            case Replied replied:
                answered.Add(replied.Message);
                ShowReply("reply to the customer", replied.Text, Tone.Good);
                break;
            case OperatorReplied said:
                answered.UnionWith(said.Message is { } message ? [message] : []);
                ShowReply($"reply of {Safe(said.Operator)} to the customer", said.Text, Tone.Good);
                break;
            case Degraded degraded:
                answered.Add(degraded.Message);
                ShowInWords(degraded);
                ShowReply("degraded answer to the customer", degraded.Text, Tone.Warning);
                break;
            default:
                ShowInWords(entry);
                break;
        }
    }

    private void ShowInWords(JournalEntry entry)
    {
        var (indent, lead, tone) = EntryStyle.Of(entry);
        foreach (var (number, text) in conversation.Describe(entry).Select(Safe).Index())
        {
            // A line that does not begin like the first one explains it.
            if (lead.Length > 0 && text.StartsWith(lead, StringComparison.Ordinal))
                screen.Line(indent, new Span(lead, tone), text[lead.Length..]);
            else
                screen.Line(number == 0 ? indent : indent + 2, new Span(text, lead.Length == 0 ? tone : Tone.Quiet));
        }
    }

    public void End(Turn turn)
    {
        // A message that is sent again gets its earlier answer, without new entries.
        if (turn.FinalOutput.Length == 0)
            screen.Line(0, Quiet($"The conversation is with {Safe(turn.Holder)}: a person will answer."));
        else if (answered.Add(turn.Message))
            ShowReply(
                "reply to the customer (same as before)",
                turn.FinalOutput,
                turn.Outcome == TurnOutcome.Replied ? Tone.Good : Tone.Warning
            );
    }

    public void Say(string remark) => screen.Line(0, Quiet(SafeText.Lines(remark)));

    public void Close(string? next)
    {
        SummaryView.Show(screen, conversation, shown);
        if (next is null)
            return;
        screen.Gap();
        screen.Command("continue: ", SafeText.OneLine(next));
    }

    private void ShowMessage(MessageReceived received)
    {
        holders.Clear();
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
        // The delegating holder goes on after its legs, and its next line then names it again.
        if (handedOff is { Trigger: HandoffTrigger.Delegated, Leg: { } leg })
            holders.Remove(Lanes.ParentOf(leg));
        var why = Words.Of(handedOff.Trigger);
        if (handedOff.Category is { } category)
            why += $", {Safe(category)}";
        if (handedOff.Confidence is { } confidence)
            why += $", {Words.Confidence(confidence)}";
        screen.Line(0, Name(handedOff.From), $" {screen.Arrow} ", Name(handedOff.To), Quiet($"  {why}"));
        screen.Line(2, Safe(handedOff.Briefing.Summary));
    }

    private void ShowReply(string title, string text, Tone tone)
    {
        screen.Gap();
        screen.Panel(title, SafeText.Lines(text).Trim('\n'), tone);
    }

    private static string Safe(string text) => SafeText.OneLine(text);

    private static Span Quiet(string text) => new(text, Tone.Quiet);

    private static Span Strong(string text) => new(text, Tone.Strong);

    private static Span Name(string participant) => new(Safe(participant), Tone.Name);
}

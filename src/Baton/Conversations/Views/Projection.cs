using Baton.Issues;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Conversations.Views;

/// <summary>
/// Writes a stretch of the journal as one agent's model is to see it (rule 6): the customer's words, the agent's own replies with
/// their tool calls and results, everybody else's as attributed text. A model never sees a call without its result, a tool that it
/// does not have, or a transfer call: it is told of handoffs in words.
/// </summary>
/// <param name="agent">The agent that is to read.</param>
/// <param name="model">Its model: only this one sees its private blocks again.</param>
/// <param name="isSettled">
/// Whether the stretch is a finished turn. Then mistakes that were corrected are left out; while the turn runs the model must see them.
/// </param>
internal sealed class Projection(string agent, string? model, bool isSettled)
{
    private readonly Dictionary<CallId, ModelToolCall> calls = [];
    private ModelCallEnded? reply;
    private List<ToolCallEnded> ends = [];
    private bool isDrafted;

    public void Write(ViewWriter writer, IReadOnlyList<JournalEntry> entries, int from, int to, Ledger ledger)
    {
        for (var index = from; index < to; index++)
            Write(writer, entries[index], ledger);
        EndReply(writer, wasFaulty: false);
    }

    private void Write(ViewWriter writer, JournalEntry entry, Ledger ledger)
    {
        switch (entry)
        {
            case MessageReceived received:
                EndReply(writer, wasFaulty: false);
                writer.User(ViewText.Customer(received.Text));
                break;
            case ModelCallEnded ended:
                EndReply(writer, wasFaulty: false);
                Begin(ended);
                break;
            case ToolCallEnded ended when ended.Participant == agent:
                ends.Add(ended);
                break;
            case ToolCallEnded { Outcome: not ToolOutcome.Refused } ended:
                writer.User(ViewText.Called(ended, calls.TryGetValue(ended.CallId, out var call) ? call.Arguments.ToString() : ""));
                break;
            case ReplyDrafted drafted when drafted.Participant == agent:
                isDrafted = true;
                break;
            case ReplyDrafted drafted when reply?.Text is { } text:
                writer.User(ViewText.Said(drafted.Participant, text.Trim()));
                break;
            case AttemptFailed { Told: { } told } failed when failed.Participant == agent:
                var wasToldByResult = ends.Exists(end => end.Outcome == ToolOutcome.Refused);
                EndReply(writer, wasFaulty: true);
                if (!isSettled && !wasToldByResult)
                    writer.User(ViewText.Note(told));
                break;
            case HandedOff handed when handed.To == agent:
                EndReply(writer, wasFaulty: false);
                writer.User(ViewText.Briefing(handed, ledger, withOthers: !isSettled));
                break;
            case HandedOff handed when handed.From == agent:
                EndReply(writer, wasFaulty: false);
                writer.User(ViewText.Note($"You handed over to {handed.To}: {handed.Briefing.Summary}"));
                break;
            case Degraded degraded:
                EndReply(writer, wasFaulty: false);
                writer.User(ViewText.Note($"The customer was told: {degraded.Text}"));
                break;
            default:
                break;
        }
    }

    private void Begin(ModelCallEnded ended)
    {
        reply = ended;
        foreach (var call in ended.Calls ?? [])
            calls[call.CallId] = call;
    }

    // Own replies wait until what followed them is known: which calls have results, and whether the text counted.
    private void EndReply(ViewWriter writer, bool wasFaulty)
    {
        if (reply is { } ended && ended.Participant == agent)
        {
            var shown = Shown(ended);
            var isTextDead = isSettled && !isDrafted && (wasFaulty || shown.Count == 0);
            writer.Assistant(isTextDead ? null : ended.Text, ended, shown, withPrivate: !isSettled && ended.Model == model);
        }

        reply = null;
        ends = [];
        isDrafted = false;
    }

    private List<(ModelToolCall Call, ToolCallEnded End)> Shown(ModelCallEnded ended)
    {
        var shown = new List<(ModelToolCall Call, ToolCallEnded End)>();
        foreach (var call in ended.Calls ?? [])
        {
            var end = ends.Find(candidate => candidate.CallId == call.CallId);
            if (end is not null && !(isSettled && end.Outcome == ToolOutcome.Refused))
                shown.Add((call, end));
        }

        return shown;
    }
}

using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Microsoft.Extensions.AI;

namespace Baton.Runtime;

/// <summary>Reads the outcome of a message from a conversation's entries.</summary>
internal static class TurnReport
{
    /// <summary>The outcome of a message.</summary>
    /// <param name="session">The conversation.</param>
    /// <param name="message">The message.</param>
    /// <param name="from">The first entry to read. Default: the message's.</param>
    public static Turn Of(Session session, MessageId message, long from = 0)
    {
        var entries = session.Entries;
        InterimReplied? interim = null;
        var usage = new Dictionary<string, UsageDetails>();
        for (var index = (int)Math.Max(from, session.State.Messages[message]); index < entries.Count; index++)
        {
            switch (entries[index])
            {
                case ModelCallEnded { Usage: { } used } ended:
                    used.AddTo(usage, ended.Participant);
                    break;
                case FellBack { Usage: { } used } fell:
                    used.AddTo(usage, fell.Participant);
                    break;
                case SummaryWritten { Usage: { } used } written:
                    used.AddTo(usage, written.By);
                    break;
                case Replied replied:
                    return Turn(replied.Text, TurnOutcome.Replied, replied.Participant);
                case Degraded degraded:
                    return Turn(degraded.Text, TurnOutcome.Degraded, degraded.Participant);
                case OperatorReplied operatorReplied:
                    return Turn(operatorReplied.Text, TurnOutcome.Replied, session.State.Holder);
                case InterimReplied said:
                    interim = said;
                    break;
                default:
                    break;
            }
        }

        if (session.State.Turn is not null)
            return Turn(interim?.Text ?? "", TurnOutcome.WaitingOnPerson, session.State.Holder);
        throw new InvalidOperationException(
            $"Message {message} of conversation {session.Id} was never answered: the conversation was closed first."
        );

        Turn Turn(string text, TurnOutcome outcome, string holder) =>
            new()
            {
                Conversation = session.Id,
                Message = message,
                FinalOutput = text,
                Outcome = outcome,
                Holder = holder,
                Issues = session.State.Ledger.Known,
                Usage = usage,
            };
    }
}

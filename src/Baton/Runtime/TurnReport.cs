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
        var (answer, interim) = Read(session, message, from);
        if (answer is not null)
            return answer;
        if (session.State.Turn is not null)
            return interim;
        throw new InvalidOperationException(
            $"Message {message} of conversation {session.Id} was never answered: the conversation was closed first."
        );
    }

    /// <summary>The outcome of a message that was answered; null if it was not yet, or is not in the conversation.</summary>
    public static Turn? AnswerTo(Session session, MessageId message) =>
        session.State.Messages.Find(message) is not null ? Read(session, message, from: 0).Answer : null;

    private static (Turn? Answer, Turn Interim) Read(Session session, MessageId message, long from)
    {
        var entries = session.Entries;
        InterimReplied? interim = null;
        var usage = new Dictionary<string, UsageDetails>();
        UsageCost? cost = null;
        for (var index = (int)Math.Max(from, session.State.Messages[message]); index < entries.Count; index++)
        {
            switch (entries[index])
            {
                case ModelCallEnded { Usage: { } used } ended:
                    Add(used, ended.Participant);
                    break;
                case FellBack { Usage: { } used } fell:
                    Add(used, fell.Participant);
                    break;
                case SummaryWritten { Usage: { } used } written:
                    Add(used, written.By);
                    break;
                case Replied replied:
                    return Answered(Turn(replied.Text, TurnOutcome.Replied, replied.Participant));
                case Degraded degraded:
                    return Answered(Turn(degraded.Text, TurnOutcome.Degraded, degraded.Participant));
                case OperatorReplied operatorReplied:
                    return Answered(Turn(operatorReplied.Text, TurnOutcome.Replied, session.State.Holder));
                case InterimReplied said:
                    interim = said;
                    break;
                default:
                    break;
            }
        }

        return (null, Turn(interim?.Text ?? "", TurnOutcome.WaitingOnPerson, session.State.Holder));

        void Add(TokenUsage used, string participant)
        {
            used.AddTo(usage, participant);
            cost = UsageCost.Sum(cost, used.Cost);
        }

        static (Turn?, Turn) Answered(Turn turn) => (turn, turn);

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
                Cost = cost,
            };
    }
}

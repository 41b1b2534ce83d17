using Baton.Cli.Output;
using Baton.Conversations;
using Baton.Issues;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams;

namespace Baton.Cli.Serving;

/// <summary>What a conversation's journal says before a command adds to it.</summary>
internal sealed class Standing
{
    private readonly HashSet<MessageId> answered = [];
    private ConversationOpened? opened;
    private IssueStrategy? chosen;
    private bool isClosed;
    private bool isUnderWay;
    private bool isWithPerson;

    public List<JournalEntry> Entries { get; } = [];

    /// <summary>Whether the conversation has begun.</summary>
    public bool IsKnown => Entries.Count > 0;

    /// <summary>The message whose turn was cut off, or null. One that waits for a person is not cut off.</summary>
    public MessageReceived? Unfinished =>
        Entries.OfType<MessageReceived>().LastOrDefault() is { } last && !answered.Contains(last.Message) && !isWithPerson ? last : null;

    /// <summary>How the conversation's issues are worked on.</summary>
    private IssueStrategy Strategy => chosen ?? opened?.Strategy ?? IssueStrategy.Sequential;

    /// <summary>The ticket by which people have the conversation, or null.</summary>
    public TicketOpened? Ticket { get; private set; }

    /// <summary>The tool calls that wait for approval.</summary>
    public List<ApprovalAsked> Approvals { get; } = [];

    public static async Task<Standing> ReadAsync(IJournal journal, ConversationId conversation, CancellationToken cancellationToken)
    {
        var standing = new Standing();
        await foreach (var entry in journal.ReadAsync(conversation, cancellationToken: cancellationToken))
            standing.Add(entry);
        return standing;
    }

    /// <summary>Refuses a conversation that the team cannot go on with.</summary>
    public void Require(Team team, CustomerId? customer, IssueStrategy? strategy)
    {
        if (opened is not null && strategy is { } other && other != Strategy)
            throw new BadInputException($"Conversation {opened.Conversation} works on its issues by the strategy '{Word(Strategy)}', and keeps it: leave --strategy out, or --conversation to begin a new one.");
        if (opened?.Customer is { } known && customer is { } given && known != given)
            throw new BadInputException($"Conversation {opened.Conversation} was opened for another customer: leave --customer out, or --conversation to begin a new one.");
        if (opened is not null && opened.Team != team.Name)
            throw new BadInputException($"Conversation {opened.Conversation} is with the team '{opened.Team}', not '{team.Name}': name that team's file.");
        if (isClosed)
            throw new BadInputException($"Conversation {opened?.Conversation} is closed: leave --conversation out to begin a new one.");
    }

    private static string Word(IssueStrategy strategy) => Words.Of(strategy).Replace(' ', '_');

    private void Add(JournalEntry entry)
    {
        Entries.Add(entry);
        switch (entry)
        {
            case ConversationOpened first:
                opened = first;
                break;
            case StrategyChosen strategy:
                chosen = strategy.Strategy;
                break;
            case Replied replied:
                answered.Add(replied.Message);
                break;
            case Degraded degraded:
                answered.Add(degraded.Message);
                break;
            case MessageReceived:
                isUnderWay = true;
                break;
            case InterimReplied interim:
                answered.Add(interim.Message);
                break;
            case TicketOpened ticket:
                Ticket = ticket;
                break;
            case OperatorReplied said:
                isWithPerson = true;
                answered.UnionWith(said.Message is { } message ? [message] : []);
                break;
            case ApprovalAsked asked:
                Approvals.Add(asked);
                break;
            case ApprovalDecided decided:
                Approvals.RemoveAll(asked => asked.CallId == decided.CallId);
                GoOn();
                break;
            case TicketClosed:
                (Ticket, isWithPerson) = (null, false);
                GoOn();
                break;
            case ConversationClosed:
                isClosed = true;
                break;
            default:
                break;
        }

        isUnderWay &= entry is not (Replied or Degraded or OperatorReplied);
        if (!isUnderWay)
            Approvals.Clear();
    }

    // What a person does lets the turn go on: until its answer is there, it is unfinished again.
    private void GoOn()
    {
        if (isUnderWay && Entries.OfType<MessageReceived>().LastOrDefault() is { } last)
            answered.Remove(last.Message);
    }
}

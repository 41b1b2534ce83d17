using Baton.Cli.Output;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Cli.Serving;

/// <summary>What a conversation's journal says before a command adds to it.</summary>
internal sealed class Standing
{
    // Tool calls that a person decided on and that have not ended.
    private readonly HashSet<CallId> decided = [];
    private ConversationOpened? opened;
    private MessageReceived? last;
    private IssueStrategy? chosen;
    private bool isClosed;
    private bool isUnderWay;
    private bool isTold;
    private bool isWithPerson;

    public List<JournalEntry> Entries { get; } = [];

    /// <summary>Whether the conversation has begun.</summary>
    public bool IsKnown => Entries.Count > 0;

    /// <summary>The message whose turn was cut off, or null. One that waits for a person is not cut off.</summary>
    public MessageReceived? Unfinished => isUnderWay && !IsAtRest ? last : null;

    /// <summary>How the conversation's issues are worked on.</summary>
    private IssueStrategy Strategy => chosen ?? opened?.Strategy ?? IssueStrategy.Sequential;

    /// <summary>The ticket by which people have the conversation, or null.</summary>
    public TicketOpened? Ticket { get; private set; }

    /// <summary>Who has <see cref="Ticket"/>, or null while nobody has.</summary>
    public string? Claimant { get; private set; }

    /// <summary>Whether <see cref="Ticket"/> waits for the customer's answer to a person's question.</summary>
    public bool IsAskingCustomer { get; private set; }

    /// <summary>Whether a person has written to the customer since <see cref="Ticket"/> was opened.</summary>
    public bool IsAnsweredByPerson => isWithPerson;

    /// <summary>The tool calls that wait for approval.</summary>
    public List<ApprovalAsked> Approvals { get; } = [];

    /// <summary>Whether a person is to act next.</summary>
    public bool WaitsForPerson => Ticket is not null || Approvals.Count > 0;

    // Nothing goes on until a person acts, and the customer knows.
    private bool IsAtRest => Ticket is not null ? isTold || isWithPerson : isTold && Approvals.Count > 0 && decided.Count == 0;

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

    /// <summary>Takes the next entry.</summary>
    public void Add(JournalEntry entry)
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
            case MessageReceived received:
                (last, isUnderWay, isTold, IsAskingCustomer) = (received, true, false, false);
                break;
            case InterimReplied:
                isTold = true;
                break;
            case ApprovalAsked asked:
                Approvals.Add(asked);
                break;
            case ApprovalDecided decision:
                Approvals.RemoveAll(asked => asked.CallId == decision.CallId);
                decided.Add(decision.CallId);
                break;
            case ToolCallEnded ended:
                decided.Remove(ended.CallId);
                break;
            case TicketOpened ticket:
                (Ticket, Claimant, IsAskingCustomer, isTold, isWithPerson) = (ticket, null, false, false, false);
                break;
            case TicketClaimed claimed:
                Claimant = claimed.By;
                break;
            case TicketReleased:
                Claimant = null;
                break;
            case TicketDeclined:
                (Ticket, isTold) = (null, false);
                break;
            case OperatorReplied said:
                (isWithPerson, IsAskingCustomer) = (true, said.Asks == true);
                EndTurn();
                break;
            case TicketClosed closed:
                (Ticket, isTold, isUnderWay) = (null, false, isUnderWay || closed.GoesOn == true);
                break;
            case HandedOff:
                Forget();
                break;
            case Replied or Degraded:
                EndTurn();
                break;
            case ConversationClosed:
                isClosed = true;
                EndTurn();
                break;
            default:
                break;
        }
    }

    private void EndTurn()
    {
        isUnderWay = false;
        Forget();
    }

    // Calls of a reply that nothing follows from any more wait for nobody.
    private void Forget()
    {
        Approvals.Clear();
        decided.Clear();
    }
}

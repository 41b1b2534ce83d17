using Baton.Cli.Output;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Cli.Conversations;

/// <summary>Where a conversation stands, read from its journal: what is unfinished, and what waits for a person.</summary>
internal sealed class ConversationStatus
{
    // Tool calls that a person has approved or refused and that have not ended yet.
    private readonly HashSet<CallId> decided = [];
    private ConversationOpened? opened;
    private MessageReceived? last;
    private IssueStrategy? chosen;
    private bool isClosed;
    private bool isUnderWay;
    private bool isTold;
    private bool isWithPerson;

    public List<JournalEntry> Entries { get; } = [];

    /// <summary>Whether the conversation exists.</summary>
    public bool IsKnown => Entries.Count > 0;

    /// <summary>The message whose turn was interrupted, or null. A turn that waits for a person is not interrupted.</summary>
    public MessageReceived? Unfinished => isUnderWay && !IsAtRest ? last : null;

    /// <summary>The strategy for several issues.</summary>
    private IssueStrategy Strategy => chosen ?? opened?.Strategy ?? IssueStrategy.Sequential;

    /// <summary>The open ticket, or null.</summary>
    public TicketOpened? Ticket { get; private set; }

    /// <summary>Who has claimed <see cref="Ticket"/>, or null.</summary>
    public string? Claimant { get; private set; }

    /// <summary>Whether <see cref="Ticket"/> waits for the customer's answer.</summary>
    public bool IsAskingCustomer { get; private set; }

    /// <summary>Whether a person has written to the customer since <see cref="Ticket"/> was opened.</summary>
    public bool IsAnsweredByPerson => isWithPerson;

    /// <summary>The tool calls that wait for approval.</summary>
    public List<ApprovalAsked> Approvals { get; } = [];

    /// <summary>Whether the next step is a person's.</summary>
    public bool WaitsForPerson => Ticket is not null || Approvals.Count > 0;

    // Nothing happens until a person acts, and the customer has been told so.
    private bool IsAtRest => Ticket is not null ? isTold || isWithPerson : isTold && Approvals.Count > 0 && decided.Count == 0;

    public static async Task<ConversationStatus> ReadAsync(
        IJournal journal,
        ConversationId conversation,
        CancellationToken cancellationToken
    )
    {
        var status = new ConversationStatus();
        await foreach (var entry in journal.ReadAsync(conversation, cancellationToken: cancellationToken))
            status.Add(entry);
        return status;
    }

    /// <summary>Throws if the conversation cannot be continued with this team, customer or strategy.</summary>
    public void Require(Team team, CustomerId? customer, IssueStrategy? strategy)
    {
        if (opened is not null && strategy is { } other && other != Strategy)
            throw new BadInputException(
                $"Conversation {opened.Conversation} uses the strategy '{Word(Strategy)}', which cannot be changed. Leave out "
                    + "--strategy, or leave out --conversation to start a new one."
            );
        if (opened?.Customer is { } known && customer is { } given && known != given)
            throw new BadInputException(
                $"Conversation {opened.Conversation} belongs to another customer. Leave out --customer, or leave out --conversation to "
                    + "start a new one."
            );
        if (opened is not null && opened.Team != team.Name)
            throw new BadInputException(
                $"Conversation {opened.Conversation} belongs to the team '{opened.Team}', not to '{team.Name}'. Give that team's file."
            );
        if (isClosed)
            throw new BadInputException($"Conversation {opened?.Conversation} is closed. Leave out --conversation to start a new one.");
    }

    private static string Word(IssueStrategy strategy) => Words.Of(strategy).Replace(' ', '_');

    /// <summary>Takes the next entry of the journal.</summary>
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
                ForgetApprovals();
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
        ForgetApprovals();
    }

    // Tool calls of a finished turn no longer wait.
    private void ForgetApprovals()
    {
        Approvals.Clear();
        decided.Clear();
    }
}

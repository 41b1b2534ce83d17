using Baton.Journals;
using Baton.Journals.Entries;
using Microsoft.Extensions.AI;

namespace Baton.Runtime;

/// <summary>
/// Where a conversation stands, read from its journal alone: its issues, what is unfinished, what waits for a person, and the tokens used.
/// It needs no team and no runtime, so any program that can read the store can show it.
/// </summary>
public sealed class ConversationStatus
{
    private readonly List<JournalEntry> entries = [];
    private readonly SortedDictionary<int, Issue> issues = [];
    private readonly List<WaitingTicket> tickets = [];
    private readonly Dictionary<string, string?> models = [];
    private readonly Dictionary<string, TokenUsage> usage = [];

    // Tool calls that a person has approved or refused and that have not ended yet.
    private readonly HashSet<CallId> decided = [];
    private WaitingList waiting = WaitingList.Empty;
    private ConversationOpened? opened;
    private IssueStrategy? chosen;
    private bool isUnderWay;
    private bool isTold;
    private bool isWithPerson;

    /// <summary>The entries, in order.</summary>
    public IReadOnlyList<JournalEntry> Entries => entries;

    /// <summary>Whether there is such a conversation.</summary>
    public bool IsKnown => entries.Count > 0;

    /// <summary>The conversation; null before its first entry.</summary>
    public ConversationId? Conversation => opened?.Conversation;

    /// <summary>The name of the team that serves it; null before its first entry.</summary>
    public string? Team => opened?.Team;

    /// <summary>The customer, if known.</summary>
    public CustomerId? Customer => opened?.Customer;

    /// <summary>Who holds the baton; null before its first entry.</summary>
    public string? Holder { get; private set; }

    /// <summary>The strategy for several issues.</summary>
    public IssueStrategy Strategy => chosen ?? opened?.Strategy ?? IssueStrategy.Sequential;

    /// <summary>Whether it is closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The customer's last message; null before the first.</summary>
    public MessageReceived? Message { get; private set; }

    /// <summary>The message whose turn was interrupted, or null. A turn that waits for a person is not interrupted.</summary>
    public MessageReceived? Unfinished => isUnderWay && !IsAtRest ? Message : null;

    /// <summary>The issues with their titles, owners, statuses and reasons, ordered by number.</summary>
    public IReadOnlyCollection<Issue> Issues => issues.Values;

    /// <summary>What waits for a person, in the order in which it came.</summary>
    public IReadOnlyList<Waiting> Waiting => waiting.Items;

    /// <summary>The open ticket, or null.</summary>
    public WaitingTicket? Ticket => Waiting.OfType<WaitingTicket>().FirstOrDefault();

    /// <summary>All tickets as they stand, or stood at last, in the order in which they were opened.</summary>
    public IReadOnlyList<WaitingTicket> Tickets => tickets;

    /// <summary>The tool calls that wait for approval.</summary>
    public IReadOnlyList<WaitingApproval> Approvals => [.. Waiting.OfType<WaitingApproval>()];

    /// <summary>Whether a person has written to the customer since <see cref="Ticket"/> was opened.</summary>
    public bool IsAnsweredByPerson => isWithPerson;

    /// <summary>Whether the next step is a person's.</summary>
    public bool WaitsForPerson => Waiting.Count > 0;

    /// <summary>
    /// The agents that called a model, in the order of their first calls, each with the model that it called last, as <c>provider/name</c>
    /// if known.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Models => models;

    /// <summary>The tokens that each agent's model used. An agent whose provider reports none is not in it.</summary>
    public IReadOnlyDictionary<string, UsageDetails> Usage
    {
        get
        {
            var details = new Dictionary<string, UsageDetails>();
            foreach (var (participant, used) in usage)
                used.AddTo(details, participant);
            return details;
        }
    }

    /// <summary>What they cost, as far as the team had prices. An agent whose models had none is not in it.</summary>
    public IReadOnlyDictionary<string, UsageCost> Costs =>
        usage.Where(used => used.Value.Cost is not null).ToDictionary(used => used.Key, used => used.Value.Cost!);

    // Nothing happens until a person acts, and the customer has been told so.
    private bool IsAtRest => Ticket is not null ? isTold || isWithPerson : isTold && WaitsForPerson && decided.Count == 0;

    /// <summary>Reads a conversation; one without entries if there is none.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static async Task<ConversationStatus> ReadAsync(
        IJournal journal,
        ConversationId conversation,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(journal);
        var status = new ConversationStatus();
        await foreach (var entry in journal.ReadAsync(conversation, fromSeq: 1, cancellationToken).ConfigureAwait(false))
            status.Add(entry);
        return status;
    }

    /// <summary>The entry with which something began to wait; null if it is not one of this conversation.</summary>
    public JournalEntry? EntryOf(Waiting waiting) =>
        waiting switch
        {
            WaitingTicket ticket => entries.FindLast(entry => entry is TicketOpened opened && opened.Ticket == ticket.Ticket),
            WaitingApproval call => entries.FindLast(entry => entry is ApprovalAsked asked && asked.CallId == call.CallId),
            _ => null,
        };

    /// <summary>What happened in an entry, in words for people, as the entry itself says it and with what earlier ones add.</summary>
    public IReadOnlyList<string> Describe(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var tool = entry is ApprovalDecided decision
            ? entries.OfType<ApprovalAsked>().LastOrDefault(asked => asked.CallId == decision.CallId)?.Tool
            : null;
        return tool is null ? entry.Describe() : [((ApprovalDecided)entry).About(tool)];
    }

    /// <summary>
    /// What was said in an entry, word for word, whether the customer read it or not: a message, a reply, a draft that was held back, a
    /// note. Null for an entry in which nothing was said.
    /// </summary>
    public string? TextOf(JournalEntry entry) =>
        entry switch
        {
            MessageReceived received => received.Text,
            ReplyHeld held => (entries.Find(other => other.Seq == held.Of) as ModelCallEnded)?.Text,
            TicketNoted noted => noted.Text,
            _ => entry?.TextToCustomer(),
        };

    /// <summary>Takes the next entry of the journal.</summary>
    public void Add(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        entries.Add(entry);
        waiting = waiting.After(Conversation ?? default, [entry]);
        if (Ticket is { } ticket)
            Keep(ticket);
        switch (entry)
        {
            case ConversationOpened first:
                (opened, Holder) = (first, first.Holder);
                break;
            case StrategyChosen strategy:
                chosen = strategy.Strategy;
                break;
            case IssueOpened issue:
                issues[issue.Issue.Value] = Of(issue);
                break;
            case IssueChanged issue:
                issues[issue.Issue.Value] = Of(issue);
                break;
            case ModelCallBegun begun:
                models[begun.Participant] = begun.Model;
                Holder = begun.Leg is null ? begun.Participant : Holder;
                break;
            case ModelCallEnded call:
                Count(call.Participant, call.Usage);
                break;
            case FellBack fell:
                Count(fell.Participant, fell.Usage);
                break;
            case SummaryWritten written:
                models[written.By] = written.Model;
                Count(written.By, written.Usage);
                break;
            case MessageReceived received:
                (Message, isUnderWay, isTold) = (received, true, false);
                break;
            case InterimReplied:
                isTold = true;
                break;
            case Replied or Degraded:
                EndTurn();
                break;
            case ConversationClosed:
                IsClosed = true;
                EndTurn();
                break;
            default:
                AddAct(entry);
                break;
        }
    }

    // What people do, and what waits for them.
    private void AddAct(JournalEntry entry)
    {
        switch (entry)
        {
            case ApprovalDecided decision:
                decided.Add(decision.CallId);
                break;
            case ToolCallEnded ended:
                decided.Remove(ended.CallId);
                break;
            case TicketOpened:
                (isTold, isWithPerson) = (false, false);
                break;
            case TicketDeclined:
                isTold = false;
                break;
            case OperatorReplied:
                isWithPerson = true;
                EndTurn();
                break;
            case TicketClosed closed:
                (isTold, isUnderWay) = (false, isUnderWay || closed.GoesOn == true);
                break;
            case HandedOff handed:
                Holder = handed.Leg is null ? handed.To : Holder;
                decided.Clear();
                break;
            default:
                break;
        }
    }

    private static Issue Of(IssueOpened opened) =>
        new()
        {
            Id = opened.Issue,
            Title = opened.Title,
            Owner = opened.Owner,
            Status = opened.Status,
        };

    private static Issue Of(IssueChanged changed) =>
        new()
        {
            Id = changed.Issue,
            Title = changed.Title,
            Owner = changed.Owner,
            Status = changed.Status,
            Reason = changed.Reason,
        };

    private void Count(string participant, TokenUsage? used)
    {
        if (used is { } reported)
            usage[participant] = usage.GetValueOrDefault(participant) + reported;
    }

    // A ticket that is open no more keeps what it was at last.
    private void Keep(WaitingTicket ticket)
    {
        var index = tickets.FindIndex(known => known.Ticket == ticket.Ticket);
        if (index < 0)
            tickets.Add(ticket);
        else
            tickets[index] = ticket;
    }

    private void EndTurn()
    {
        isUnderWay = false;
        decided.Clear();
    }
}

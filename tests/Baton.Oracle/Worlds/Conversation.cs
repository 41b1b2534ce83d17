namespace Baton.Oracle.Worlds;

/// <summary>A conversation as its durable entries say it, worked out from their JSON alone.</summary>
internal sealed class Conversation(string id)
{
    private readonly List<Message> unanswered = [];
    private readonly Dictionary<string, Line> legs = [];

    public string Id => id;

    /// <summary>Its durable entries.</summary>
    public List<Entry> Entries { get; } = [];

    public long LastSeq => Entries.Count > 0 ? Entries[^1].Seq : 0;

    public bool IsOpened => Main is not null;

    public Entry? Closed { get; private set; }

    public string? Customer { get; private set; }

    public bool IsSensitive { get; private set; }

    public Limits Limits { get; private set; } = Limits.None;

    /// <summary>The conversation itself; null before it was opened.</summary>
    public Line? Main { get; private set; }

    /// <summary>Its legs so far, by name.</summary>
    public IReadOnlyDictionary<string, Line> Legs => legs;

    public Dictionary<long, Issue> Issues { get; } = [];

    public Dictionary<string, Call> Calls { get; } = [];

    public List<Message> Messages { get; } = [];

    public Dictionary<string, Message> MessagesById { get; } = [];

    /// <summary>The messages that no entry has answered yet.</summary>
    public IReadOnlyList<Message> Unanswered => unanswered;

    /// <summary>Whether a turn is under way.</summary>
    public bool HasTurn { get; private set; }

    /// <summary>The ticket that is open.</summary>
    public Ticket? Ticket { get; private set; }

    /// <summary>All tickets so far, by id.</summary>
    public Dictionary<string, Ticket> Tickets { get; } = [];

    /// <summary>What persons have permitted for the whole conversation.</summary>
    public List<string> Granted { get; } = [];

    /// <summary>The calls that wait for a person.</summary>
    public HashSet<string> Approvals { get; } = [];

    /// <summary>Whether a person is to act.</summary>
    public bool WaitsForPerson => Ticket is not null || Approvals.Count > 0;

    /// <summary>The last happening after which a person was to act, or has just acted.</summary>
    public long LastWait { get; private set; }

    /// <summary>When something falls due next, by the wall clock.</summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>The line of an entry: the leg itself, and for a delegation the line that delegates. Null if there is none.</summary>
    public Line? LineOf(Entry entry)
    {
        var name = entry.Leg;
        if (name is not null && IsDelegation(entry))
            name = Line.ParentOf(name);
        return name is null ? Main : legs.GetValueOrDefault(name);
    }

    /// <summary>The line of a leg's name, or the conversation itself.</summary>
    public Line? Find(string? leg) => leg is null ? Main : legs.GetValueOrDefault(leg);

    /// <summary>Whether an entry opens a leg.</summary>
    public static bool IsDelegation(Entry entry) => entry.Kind == EntryKind.HandedOff && entry.Text("trigger"u8) == "delegated";

    /// <summary>All lines of the conversation.</summary>
    public IEnumerable<Line> Lines => Main is null ? [] : legs.Values.Prepend(Main);

    /// <summary>The call of an id, made if it is new.</summary>
    public Call CallOf(string callId)
    {
        if (!Calls.TryGetValue(callId, out var call))
            Calls.Add(callId, call = new Call { Id = callId });
        return call;
    }

    /// <summary>Folds an entry.</summary>
    public void Apply(Entry entry)
    {
        if (WaitsForPerson)
            LastWait = entry.Number;
        Entries.Add(entry);
        switch (entry.Kind)
        {
            case EntryKind.ConversationOpened:
                Open(entry);
                break;
            case EntryKind.MessageReceived:
                Receive(entry);
                break;
            case EntryKind.IssueOpened or EntryKind.IssueChanged:
                ChangeIssue(entry);
                break;
            case EntryKind.HandedOff:
                HandOff(entry);
                break;
            case EntryKind.LegEnded when Find(entry.Leg) is { Parent: not null } leg:
                leg.IsEnded = true;
                leg.Asking = null;
                break;
            case EntryKind.ConversationClosed:
                Closed ??= entry;
                EndTurn();
                break;
            case EntryKind.Replied or EntryKind.Degraded or EntryKind.OperatorReplied:
                Answer(entry);
                break;
            case EntryKind.InterimReplied:
                unanswered.ForEach(message => message.Interims.Add(entry));
                break;
            default:
                DeskLife.Apply(this, entry);
                CallLife.Apply(this, entry);
                break;
        }

        if (WaitsForPerson)
            LastWait = entry.Number;
    }

    /// <summary>Opens a ticket, or ends the open one.</summary>
    public void SetTicket(Ticket? ticket)
    {
        Ticket = ticket;
        if (ticket is not null)
            Tickets[ticket.Id] = ticket;
    }

    /// <summary>Begins a turn, or lets it go on with fresh limits.</summary>
    public void Restart(bool hasTurn)
    {
        HasTurn = hasTurn;
        foreach (var line in Lines)
            line.Restart();
    }

    private void Open(Entry entry)
    {
        Main ??= new Line { Holder = entry.Text("holder"u8) ?? "" };
        Main.Holders.Add(Main.Holder);
        Customer = entry.Text("customer"u8);
        IsSensitive = entry.Is("sensitive"u8);
        Limits = Limits.Of(entry.Member("constraints"u8));
    }

    private void Receive(Entry entry)
    {
        IsSensitive |= entry.Is("sensitive"u8);
        if (!HasTurn)
            Restart(hasTurn: true);
        var message = new Message { Id = entry.Text("message"u8) ?? "", Received = entry };
        Messages.Add(message);
        unanswered.Add(message);
        MessagesById.TryAdd(message.Id, message);
    }

    private void Answer(Entry entry)
    {
        unanswered.ForEach(message => message.Answer = entry);
        unanswered.Clear();
        if (entry.Kind == EntryKind.OperatorReplied && Ticket is { } ticket)
            ticket.IsAnswered = true;
        EndTurn();
    }

    // The legs of a turn end with it, and what its model was asked is asked no more.
    private void EndTurn()
    {
        HasTurn = false;
        Approvals.Clear();
        foreach (var line in Lines)
            (line.IsEnded, line.Asking) = (line.IsEnded || line.Parent is not null, null);
    }

    private void ChangeIssue(Entry entry)
    {
        IsSensitive |= entry.Is("sensitive"u8);
        var number = entry.Whole("issue"u8) ?? 0;
        if (!Issues.TryGetValue(number, out var issue))
            Issues.Add(number, issue = new Issue { Id = number, Title = entry.Text("title"u8) ?? "" });
        (issue.Owner, issue.Status) = (entry.Text("owner"u8) ?? "", entry.Text("status"u8) ?? "");
        issue.Changed = entry;
        issue.Limits = issue.Limits.And(Limits.Of(entry.Member("constraints"u8)));
        if (Find(entry.Leg) is { } line && line.Holder == issue.Owner)
            line.Held = line.Held.And(issue.Limits);
    }

    private void HandOff(Entry entry)
    {
        var to = entry.Text("to"u8) ?? "";
        var briefing = entry.Member("briefing"u8);
        var limits = Limits.None;
        if (briefing.ValueKind == System.Text.Json.JsonValueKind.Object && briefing.TryGetProperty("constraints"u8, out var constraints))
            limits = Limits.Of(constraints);
        if (IsDelegation(entry) && entry.Leg is { } name)
        {
            var parent = Find(Line.ParentOf(name));
            if (parent is not null)
                parent.Legs++;
            legs[name] = new Line
            {
                Name = name,
                Parent = parent,
                Holder = to,
                Held = limits,
                Own = limits,
                Taken = entry,
                Holders = { to },
            };
            return;
        }

        if (Find(entry.Leg) is not { } line)
            return;
        var trigger = entry.Text("trigger"u8);
        if (trigger == "escalated" && entry.Leg is not null)
            line.RestartInLeg();
        else if (trigger == "escalated")
            RestartWithin(line);
        // Whoever steps in for the holder, and the holder itself, stays under its limits.
        if (to == line.Holder || trigger is "escalated" or "fell_back" || Tickets.Values.Any(ticket => ticket.Desk == line.Holder))
            limits = line.Held.And(limits);
        (line.Holder, line.Held, line.Taken, line.Reply, line.Asking) = (to, limits, entry, null, null);
        line.Holders.Add(to);
        line.Handoffs++;
    }

    // Each rung of the ladder has the limits of a whole turn.
    private void RestartWithin(Line line)
    {
        line.Restart();
        foreach (var leg in legs.Values)
        {
            for (var above = leg.Parent; above is not null; above = above.Parent)
            {
                if (above == line)
                    leg.Restart();
            }
        }
    }
}

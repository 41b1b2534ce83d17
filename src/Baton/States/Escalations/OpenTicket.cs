using Baton.Journals.Entries;

namespace Baton.States.Escalations;

/// <summary>The ticket by which people have a conversation.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Desk">Where it waits.</param>
/// <param name="From">The agent that could not go on: who gets the baton back unless somebody says otherwise.</param>
/// <param name="Opened">The sequence number of its first entry.</param>
internal sealed record OpenTicket(TicketId Id, string Desk, string From, long Opened)
{
    /// <summary>The entry that opened it.</summary>
    public required TicketOpened Entry { get; init; }

    /// <summary>Who has taken it; null while nobody has.</summary>
    public string? Claimant { get; init; }

    /// <summary>Whether a person has written to the customer.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Whether it waits for the customer's answer to a person's question.</summary>
    public bool IsAsking { get; init; }

    /// <summary>Which of its due times were missed.</summary>
    public TicketDue Missed { get; init; }

    /// <summary>Whether the customer was told of it since it was opened.</summary>
    public bool IsCustomerTold { get; init; }

    /// <summary>Its next due time; null for none.</summary>
    public (TicketDue Which, DateTimeOffset At)? NextDue
    {
        get
        {
            var first = Claimant is null && !IsAnswered && !Missed.HasFlag(TicketDue.FirstResponse) ? Entry.FirstResponseDue : null;
            var last = Missed.HasFlag(TicketDue.Resolution) ? null : Entry.ResolutionDue;
            if (first is { } soon && !(last < soon))
                return (TicketDue.FirstResponse, soon);
            return last is { } late ? (TicketDue.Resolution, late) : null;
        }
    }
}

/// <summary>What a person hands back, until an agent has taken it.</summary>
/// <param name="To">The agent.</param>
/// <param name="By">The person.</param>
/// <param name="Report">What was done.</param>
/// <param name="IsResolved">Whether the ticket's issues are solved.</param>
internal sealed record HandBack(string To, string By, string Report, bool IsResolved);

/// <summary>A ticket that its desk declined or did not claim in time, until the next rung has it.</summary>
/// <param name="Desk">The desk.</param>
/// <param name="From">The agent that could not go on.</param>
/// <param name="Trigger">Why it was not taken.</param>
/// <param name="Reason">The same in a sentence.</param>
internal sealed record UntakenTicket(string Desk, string From, FailureCause Trigger, string Reason)
{
    /// <summary>Whether the escalation to the next rung is in the journal.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>The next rung; null if there is none.</summary>
    public string? To { get; init; }
}

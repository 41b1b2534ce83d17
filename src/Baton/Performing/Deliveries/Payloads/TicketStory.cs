using Baton.Deciding.Deliveries;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Baton.States;
using Baton.States.Deliveries;
using Baton.States.Histories;
using Baton.Teams.Clearances;
using Baton.Texts.Clearances;
using Baton.Texts.Facts;

namespace Baton.Performing.Deliveries.Payloads;

/// <summary>What the journal knows of a notice's ticket, or of its call that waits for approval, as the desk may be told of it.</summary>
internal sealed class TicketStory
{
    private readonly IReadOnlyList<JournalEntry> entries;
    private readonly Transcript transcript;

    public TicketStory(Team team, Session session, Delivery delivery)
    {
        (entries, transcript) = (session.Entries, session.Transcript);
        (Team, State, Conversation, Notice, Desk) = (team, session.State, session.Id, delivery.Notice, delivery.Desk);
        Reader = team.EverybodysAccess.At(Desk.Clearance ?? Clearance.Normal);
    }

    public Team Team { get; }

    public ConversationState State { get; }

    public ConversationId Conversation { get; }

    public Notice Notice { get; }

    public Desk Desk { get; }

    /// <summary>As the desk may see what was said.</summary>
    public ReaderAccess Reader { get; }

    /// <summary>The entry that the notice is of.</summary>
    public JournalEntry Entry => entries[(int)Notice.Entry - 1];

    /// <summary>The call that waits for approval; null where the notice is of a ticket.</summary>
    public ApprovalAsked? Asked => Entry as ApprovalAsked;

    /// <summary>The call's arguments as the desk may see them.</summary>
    public string Arguments => Asked is { } asked ? Reader.Arguments(asked.Tool, asked.Arguments).ToString() : "";

    /// <summary>The ticket as it was opened.</summary>
    public TicketOpened Opened => LastUpTo<TicketOpened>(Notice.Entry, opened => opened.Ticket == Notice.Ticket)!;

    /// <summary>Why it went to the desk; null when a person's act, and no escalation, opened it.</summary>
    public Escalated? Escalated => LastUpTo<Escalated>(Opened.Seq, escalated => escalated.To == Desk.Name);

    /// <summary>What the desk was given with the baton; null while it has none.</summary>
    public HandedOff? HandedOff
    {
        get
        {
            for (var index = (int)Opened.Seq; index < entries.Count; index++)
            {
                if (entries[index] is HandedOff handed && handed.To == Desk.Name)
                    return handed;
            }

            return null;
        }
    }

    /// <summary>The reply that was held back, as the desk may see it; null for none.</summary>
    public string? Draft =>
        Escalated?.Draft is { } seq && entries[(int)seq - 1] is ModelCallEnded { Text: { } text } ? Reader.Text(text) : null;

    /// <summary>What was said up to an entry, from another, as the desk may see it.</summary>
    public IEnumerable<Utterance> Said(long from, long to) => transcript.For(Reader).Between(from, to);

    // From the end: what belongs to a ticket stands near it, however long the conversation was before.
    private T? LastUpTo<T>(long seq, Func<T, bool> isIt)
        where T : JournalEntry
    {
        for (var index = (int)seq - 1; index >= 0; index--)
        {
            if (entries[index] is T entry && isIt(entry))
                return entry;
        }

        return null;
    }
}

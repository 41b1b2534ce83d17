using Baton.Conversations;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams;

namespace Baton.Cli.Serving;

/// <summary>What a conversation's journal says before a command adds to it.</summary>
internal sealed class Standing
{
    private readonly HashSet<MessageId> answered = [];
    private ConversationOpened? opened;
    private bool isClosed;

    public List<JournalEntry> Entries { get; } = [];

    /// <summary>Whether the conversation has begun.</summary>
    public bool IsKnown => Entries.Count > 0;

    /// <summary>The message whose turn was cut off, or null.</summary>
    public MessageReceived? Unfinished =>
        Entries.OfType<MessageReceived>().LastOrDefault() is { } last && !answered.Contains(last.Message) ? last : null;

    public static async Task<Standing> ReadAsync(IJournal journal, ConversationId conversation, CancellationToken cancellationToken)
    {
        var standing = new Standing();
        await foreach (var entry in journal.ReadAsync(conversation, cancellationToken: cancellationToken))
            standing.Add(entry);
        return standing;
    }

    /// <summary>Refuses a conversation that the team cannot go on with.</summary>
    public void Require(Team team, CustomerId? customer)
    {
        if (opened?.Customer is { } known && customer is { } given && known != given)
            throw new BadInputException($"Conversation {opened.Conversation} was opened for another customer: leave --customer out, or --conversation to begin a new one.");
        if (opened is not null && opened.Team != team.Name)
            throw new BadInputException($"Conversation {opened.Conversation} is with the team '{opened.Team}', not '{team.Name}': name that team's file.");
        if (isClosed)
            throw new BadInputException($"Conversation {opened?.Conversation} is closed: leave --conversation out to begin a new one.");
    }

    private void Add(JournalEntry entry)
    {
        Entries.Add(entry);
        switch (entry)
        {
            case ConversationOpened first:
                opened = first;
                break;
            case Replied replied:
                answered.Add(replied.Message);
                break;
            case Degraded degraded:
                answered.Add(degraded.Message);
                break;
            case ConversationClosed:
                isClosed = true;
                break;
            default:
                break;
        }
    }
}

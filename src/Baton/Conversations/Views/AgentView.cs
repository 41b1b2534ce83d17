using System.Collections;
using Baton.Conversations.States;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams;
using Microsoft.Extensions.AI;

namespace Baton.Conversations.Views;

/// <summary>
/// What one agent's model sees of a conversation. Finished turns are written once and shared by every later call; only the turn under
/// way is written anew, so the cost of a call does not grow with the past.
/// </summary>
internal sealed class AgentView
{
    private readonly TeamMember member;
    private readonly string? model;
    private readonly ViewWriter settled = new();
    private int settledEntries;

    public AgentView(TeamMember member, string? model)
    {
        this.member = member;
        this.model = model;
        settled.Messages.Add(member.SystemMessage);
    }

    /// <summary>The messages to send now.</summary>
    public IReadOnlyList<ChatMessage> Messages(IReadOnlyList<JournalEntry> entries, ConversationState state)
    {
        var turnBegins = state.Turn is { } turn ? (int)turn.Began - 1 : entries.Count;
        if (settledEntries < turnBegins)
        {
            Settle(entries, turnBegins, state);
            settledEntries = turnBegins;
        }

        var live = new ViewWriter(settled);
        new Projection(member, model, isSettled: false).Write(live, entries, turnBegins, entries.Count, state.Ledger);
        live.Flush();
        return new Joined(settled.Messages, settled.Messages.Count, live.Messages);
    }

    // Turn by turn, so that a view built at once and one that grew read the same.
    private void Settle(IReadOnlyList<JournalEntry> entries, int end, ConversationState state)
    {
        var from = settledEntries;
        for (var index = from; index < end; index++)
        {
            if (index + 1 < end && entries[index + 1] is not MessageReceived)
                continue;
            new Projection(member, model, isSettled: true).Write(settled, entries, from, index + 1, state.Ledger);
            from = index + 1;
        }
    }

    /// <summary>The finished part, shared, with the turn under way behind it.</summary>
    private sealed class Joined(List<ChatMessage> first, int firstCount, List<ChatMessage> second) : IReadOnlyList<ChatMessage>
    {
        public int Count => firstCount + second.Count;

        public ChatMessage this[int index] => index < firstCount ? first[index] : second[index - firstCount];

        public IEnumerator<ChatMessage> GetEnumerator()
        {
            for (var index = 0; index < Count; index++)
                yield return this[index];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Performing.Sessions;
using Baton.Performing.SharedStates;
using Baton.Runtime.Leases;
using Baton.Teams.SharedStates;

namespace Baton.Runtime;

/// <summary>Reads and writes shared values for who is no agent: the program that runs the team, and people at its desks.</summary>
internal sealed class StateAccess(Team team, SessionGate gate, IJournal journal)
{
    private const int LongestId = 64;

    private readonly StateWriter writer = new(team, journal);

    /// <summary>Reads the values that the role may read, all values of a store at one moment.</summary>
    public async Task<IReadOnlyDictionary<string, StateValue>> ReadAsync(
        string role,
        ConversationId conversation,
        IReadOnlyList<string>? keys,
        CancellationToken cancellationToken
    )
    {
        var asked = StateValues.Readable(team.StateCatalog, role, keys);
        return await gate.UseAsync(
                conversation,
                session =>
                {
                    ThrowIfUnknown(session);
                    return StateValues.ReadAsync(team.StateCatalog, journal, session.State, asked, cancellationToken);
                },
                busy: null,
                left: null,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Writes, all together or nothing.</summary>
    public async Task<StateEditing> WriteAsync(
        string role,
        string? by,
        ConversationId conversation,
        IReadOnlyList<StateEdit> edits,
        string? id,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(edits);
        if (edits.Count == 0)
            throw new ArgumentException("There is nothing to write: give at least one key with its value.", nameof(edits));
        if (id is not null && (id.Length is 0 or > LongestId || id.Any(char.IsControl)))
            throw new ArgumentException($"The id of a write must be one line of 1 to {LongestId} characters.", nameof(id));
        var author = StateAuthor.Of(team, role);
        var named = id ?? MessageId.New().Value;
        return await gate.UseAsync(conversation, WriteAllAsync, busy: null, left: null, cancellationToken).ConfigureAwait(false);

        async ValueTask<StateEditing> WriteAllAsync(Session session)
        {
            ThrowIfUnknown(session);
            if (session.State.Edits.TryGetValue(named, out var seq))
                return StateEditing.Made((StateWritten)session.Entries[(int)seq - 1], author);
            if (session.State.IsClosed)
                throw new InvalidOperationException($"Conversation {conversation} is closed. Nothing can be written in it.");
            return await writer
                .EditAsync(edits, named, author, by, new LegSession(session, leg: null), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static void ThrowIfUnknown(Session session)
    {
        if (session.State.Version == 0)
            throw new InvalidOperationException($"There is no conversation {session.Id}. Its state begins with its first message.");
    }
}

using System.Runtime.CompilerServices;
using Baton.Journals;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries;
using Baton.Performing.Sessions;
using Baton.Runtime;
using Baton.Runtime.Callbacks;

namespace Baton;

/// <content>This part makes deliveries to the outside and accepts callbacks of other systems.</content>
public sealed partial class TeamRuntime
{
    /// <summary>
    /// Lists deliveries to desks that failed for good, in all conversations of the team, the most recently opened first. It reads every
    /// conversation: dead letters are rare and looked for by hand, so no index is kept for them.
    /// </summary>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public IAsyncEnumerable<DeadLetter> DeadLettersAsync(CancellationToken cancellationToken = default) => ReadDeadLettersAsync(cancellationToken);

    /// <summary>Accepts callbacks of another system, which is a desk of the team.</summary>
    /// <param name="name">The desk's name.</param>
    /// <exception cref="ArgumentException">The team has no such system, or it has no webhook and so no secret.</exception>
    public SystemCallbacks AsSystem(string name) => new(team, name, options, logger, (arrival, cancellationToken) =>
        WithSessionAsync(arrival.Conversation, session => CallBackAsync(arrival, session), busy: null, updates: null, cancellationToken));

    // The system gets its answer without waiting for the agents, and closing its connection does not stop them.
    private async ValueTask<bool> CallBackAsync(CallbackArrival arrival, Session session)
    {
        var line = new Line(session, leg: null);
        await WorkAsync(line, session, audience: null, CancellationToken.None).ConfigureAwait(false);
        if (!arrival.Take(team, session, options))
            return false;
        await session.CommitAsync().ConfigureAwait(false);
        arrival.Answer(session);
        await WorkAsync(line, session, audience: null, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    /// <summary>The names of the systems that can call back, as <see cref="AsSystem"/> takes them.</summary>
    public IReadOnlyList<string> Systems => [.. team.Desks.Where(desk => desk is { IsSystem: true, Webhook: not null }).Select(desk => desk.Name)];

    // A delivery is sent only after its attempt is durable, because then no other process makes the same attempt.
    private async ValueTask<int> BeginDeliveriesAsync(Session session, CancellationToken cancellationToken)
    {
        var parcels = dispatcher.Claim(session);
        await session.CommitAsync().ConfigureAwait(false);
        dispatcher.Begin(parcels, cancellationToken);
        await WorkAsync(new Line(session, leg: null), session, audience: null, cancellationToken).ConfigureAwait(false);
        return parcels.Count;
    }

    private async IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var conversation in journal.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            await foreach (var entry in journal.ReadAsync(conversation, fromSeq: 1, cancellationToken).ConfigureAwait(false))
            {
                // A store may hold the conversations of several teams.
                if (entry is ConversationOpened opened && opened.Team != team.Name)
                    break;
                if (entry is DeliveryAttempted { Outcome: DeliveryOutcome.Dead } last)
                    yield return new DeadLetter(conversation, last);
            }
        }
    }

    private Dispatcher NewDispatcher() =>
        new(team, options, (conversation, ended, cancellationToken) => ServeAsync(new Arrival(ended), conversation, updates: null, cancellationToken), logger);
}

using System.Runtime.CompilerServices;
using Baton.Journals;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries;
using Baton.Performing.Sessions;
using Baton.Runtime;
using Baton.Runtime.Callbacks;

namespace Baton;

/// <content>This part tells the outside, and hears from other systems.</content>
public sealed partial class TeamRuntime
{
    /// <summary>
    /// Lists what desks were to be told and nobody tries to tell any more, over all conversations of the team, the most recently opened first. It
    /// reads every conversation: dead letters are rare and looked for by hand, so they cost nothing until somebody asks for them.
    /// </summary>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public IAsyncEnumerable<DeadLetter> DeadLettersAsync(CancellationToken cancellationToken = default) => ReadDeadLettersAsync(cancellationToken);

    /// <summary>Hears from another system, which the team knows as a desk.</summary>
    /// <param name="name">The desk's name.</param>
    /// <exception cref="ArgumentException">The team has no such system, or it has no webhook and so no secret.</exception>
    public SystemCallbacks AsSystem(string name) => new(team, name, options, logger, (arrival, cancellationToken) =>
        WithSessionAsync(arrival.Conversation, session => CallBackAsync(arrival, session), busy: null, updates: null, cancellationToken));

    // Whoever calls back does not wait for what agents make of it, and whether it hangs up makes no difference to them.
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
    public IReadOnlyList<string> Systems => [.. team.Desks.Where(desk => desk is { Kind: DeskKind.System, Webhook: not null }).Select(desk => desk.Name)];

    // What is durable is no other process's any more: only then is it sent.
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

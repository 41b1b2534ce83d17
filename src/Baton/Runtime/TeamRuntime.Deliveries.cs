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
    public IAsyncEnumerable<DeadLetter> DeadLettersAsync(CancellationToken cancellationToken = default) =>
        ReadDeadLettersAsync(cancellationToken);

    /// <summary>
    /// Records what another system does with a ticket at its desk, and continues the conversation. The same callback again changes nothing
    /// and has the same result. Check before who is calling: <c>SystemCallbacks</c> of package Baton.Webhooks does so by a signature.
    /// </summary>
    /// <param name="callback">What the system does.</param>
    /// <param name="cancellationToken">Stops waiting for the conversation. Ignored once the act is being written.</param>
    /// <returns>The result, as soon as the act is durable or refused; agents may still be working on what follows.</returns>
    /// <exception cref="ArgumentException">The team has no such system, the callback has no id, or the act needs a text.</exception>
    /// <exception cref="JournalException">The journal cannot be read or written, and the act is not recorded.</exception>
    public async Task<CallbackResult> TakeCallbackAsync(Callback callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ArgumentException.ThrowIfNullOrWhiteSpace(callback.Id, nameof(callback));
        if (team.FindDesk(callback.From) is not { IsSystem: true })
            throw new ArgumentException($"The team has no system '{callback.From}'.", nameof(callback));
        var act = CallbackActs.EntryOf(callback);
        if (callback.Ticket.ConversationOrNull() is not { } conversation)
            return CallbackArrival.NoTicket(callback.Ticket);
        var arrival = new CallbackArrival(CallbackActs.ReceivedOf(callback), act);
        var serving = gate.UseAsync(conversation, session => CallBackAsync(arrival, session), busy: null, left: null, cancellationToken)
            .AsTask();
        try
        {
            if (await Task.WhenAny(arrival.Answered, serving).ConfigureAwait(false) == serving)
                await serving.ConfigureAwait(false);
        }
        catch (OtherTeamException)
        {
            // A system signs for its team alone, so it learns nothing of what other teams have in the store.
            return CallbackArrival.NoTicket(callback.Ticket);
        }

        var result = await arrival.Answered.ConfigureAwait(false);
        return result with { Completion = FollowAsync(serving, conversation, callback) };
    }

    // The act is in the journal. A failure after it is handled by whoever resumes the conversation.
    private async Task FollowAsync(Task serving, ConversationId conversation, Callback callback)
    {
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (serving.Exception is { } failure)
            DeliveryLog.NotFollowed(logger, failure, conversation, callback.From, callback.Id);
    }

    // The system gets its answer without waiting for the agents, and closing its connection does not stop them.
    private async ValueTask<bool> CallBackAsync(CallbackArrival arrival, Session session)
    {
        await WorkAsync(session, audience: null, CancellationToken.None).ConfigureAwait(false);
        if (!arrival.Take(team, session, options))
            return false;
        await session.CommitAsync().ConfigureAwait(false);
        arrival.Answer(session);
        await WorkAsync(session, audience: null, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    // A delivery is sent only after its attempt is durable, because then no other process makes the same attempt.
    private async ValueTask<int> BeginDeliveriesAsync(Session session, CancellationToken cancellationToken)
    {
        var parcels = dispatcher.Claim(session);
        await session.CommitAsync().ConfigureAwait(false);
        dispatcher.Begin(parcels, cancellationToken);
        await WorkAsync(session, audience: null, cancellationToken).ConfigureAwait(false);
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
                    yield return DeadLetter.Of(conversation, last);
            }
        }
    }

    private Dispatcher NewDispatcher() =>
        new(
            team,
            options,
            (conversation, ended, cancellationToken) =>
                ServeAsync(new Arrival(ended), conversation, updates: null, cancellationToken).AsTask(),
            logger
        );
}

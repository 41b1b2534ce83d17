using Baton.Deciding.Deliveries;
using Baton.Journals;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries.Emails;
using Baton.Performing.Deliveries.Payloads;
using Baton.Performing.Sessions;
using Microsoft.Extensions.Logging;

namespace Baton.Performing.Deliveries;

/// <summary>
/// Delivers what is due. An attempt is written down before it is made, so that of several processes one makes it; it is made while nobody
/// waits for the conversation; and what comes of it arrives there like everything from outside.
/// </summary>
/// <param name="team">Who is told, and how often that is tried.</param>
/// <param name="options">The clock and the means.</param>
/// <param name="record">Takes what came of an attempt into its conversation.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed class Dispatcher(
    Team team,
    RuntimeOptions options,
    Func<ConversationId, DeliveryAttempted, CancellationToken, Task> record,
    ILogger logger
)
{
    // A webhook's sender keeps the time limit itself, because it knows how far the answer had come. This is for one that does not.
    private static readonly TimeSpan Extra = TimeSpan.FromSeconds(10);

    private readonly UnderWay underWay = new();

    /// <summary>Says in a conversation that attempts begin; what is said must be durable before they do.</summary>
    /// <param name="session">The conversation, which nobody else has.</param>
    /// <returns>The attempts to make.</returns>
    public List<Parcel> Claim(Session session)
    {
        var now = options.TimeProvider.GetUtcNow();
        var parcels = new List<Parcel>();
        foreach (var delivery in DeliveryDues.Pending(team, session.State).Where(delivery => delivery.Due <= now).ToList())
        {
            if (AttemptRules.IsOver(delivery, team.Deliveries))
            {
                var dead = AttemptRules.Dead(delivery, AttemptRules.Lost);
                DeliveryArrival.Add(team, session, dead);
                Tell(session.Id, dead);
                continue;
            }

            session.Add(AttemptRules.Begin(delivery, team.Deliveries, now));
            parcels.Add(Pack(session, delivery));
        }

        return parcels;
    }

    /// <summary>Makes attempts beside everything else.</summary>
    public void Begin(IEnumerable<Parcel> parcels, CancellationToken cancellationToken)
    {
        foreach (var parcel in parcels)
            underWay.Begin(() => DeliverAsync(parcel, cancellationToken));
    }

    /// <summary>Waits until every attempt that has begun is over.</summary>
    public Task WhenIdleAsync() => underWay.WhenIdleAsync();

    private Parcel Pack(Session session, Delivery delivery)
    {
        var story = new TicketStory(team, session, delivery);
        if (delivery.Kind == DeliveryKind.Webhook)
        {
            var message = new WebhookMessage
            {
                Id = delivery.Id,
                Webhook = delivery.Desk.Webhook!,
                Body = WebhookBody.Of(story),
            };
            return new Parcel.ByWebhook(session.Id, delivery, message);
        }

        var mail = story.Asked is { } asked ? ApprovalEmail.Of(story, asked, delivery.Id) : TicketEmail.Of(story, delivery.Id);
        return new Parcel.ByEmail(session.Id, delivery, mail);
    }

    private async Task DeliverAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        var result = await SendAsync(parcel, cancellationToken).ConfigureAwait(false);
        var ended = AttemptRules.End(parcel.Delivery, team.Deliveries, result, options.TimeProvider.GetUtcNow());
        Tell(parcel.Conversation, ended);
        try
        {
            await record(parcel.Conversation, ended, cancellationToken).ConfigureAwait(false);
        }
        catch (JournalException failure)
        {
            DeliveryLog.Unwritten(logger, failure, parcel.Conversation, ended.Delivery);
        }
    }

    private Task<DeliveryResult> SendAsync(Parcel parcel, CancellationToken cancellationToken) =>
        parcel switch
        {
            Parcel.ByWebhook webhook => options.SendWebhook is { } send
                ? WithinAsync(stop => send(webhook.Message, stop), team.Deliveries.Timeout + Extra, cancellationToken)
                : CannotSend("webhooks", nameof(RuntimeOptions.SendWebhook)),
            Parcel.ByEmail mail => options.SendEmail is { } send
                ? WithinAsync(stop => send(mail.Message, stop), team.Deliveries.Timeout, cancellationToken)
                : CannotSend("e-mail", nameof(RuntimeOptions.SendEmail)),
            _ => throw new ArgumentException($"{parcel.GetType().Name} goes nowhere.", nameof(parcel)),
        };

    private static Task<DeliveryResult> CannotSend(string what, string option) =>
        Task.FromResult(new DeliveryResult { Problem = $"this runtime cannot send {what}: set {nameof(RuntimeOptions)}.{option}" });

    private async Task<DeliveryResult> WithinAsync(
        Func<CancellationToken, Task<DeliveryResult>> send,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(limit.AsWait(), options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await send(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new DeliveryResult { Problem = $"it was not sent within {limit.TotalSeconds:0.###} seconds" };
        }
        // A sender is anybody's code: whatever it throws, the message was not sent, and the exception's message may repeat it.
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new DeliveryResult { Problem = $"it could not be sent ({failure.GetType().Name})" };
        }
    }

    private void Tell(ConversationId conversation, DeliveryAttempted ended)
    {
        if (ended.Outcome == DeliveryOutcome.Failed)
            DeliveryLog.Failed(logger, conversation, ended.Attempt, ended.Delivery, ended.Detail!);
        else if (ended.Outcome == DeliveryOutcome.Dead)
            DeliveryLog.Dead(logger, conversation, ended.Delivery, ended.Detail!);
    }
}

using System.Collections.Concurrent;
using Baton.Deciding.Deliveries;
using Baton.Journals;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries.Emails;
using Baton.Performing.Deliveries.Payloads;
using Baton.Performing.Deliveries.Webhooks;
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
    Team team, RuntimeOptions options, Func<ConversationId, DeliveryAttempted, CancellationToken, Task> record, ILogger logger)
{
    private readonly ConcurrentDictionary<Task, bool> underWay = new();
    private readonly Lazy<WebhookClient> client = new(() => new WebhookClient(team.Deliveries, options.TimeProvider));

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
        {
            var task = Task.Run(() => DeliverAsync(parcel, cancellationToken), CancellationToken.None);
            underWay.TryAdd(task, true);
            _ = task.ContinueWith(ended => underWay.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Waits until every attempt that has begun is over.</summary>
    public async Task WhenIdleAsync()
    {
        while (!underWay.IsEmpty)
            await Task.WhenAll(underWay.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Parcel Pack(Session session, Delivery delivery)
    {
        var story = new TicketStory(team, session, delivery);
        return delivery.Kind == DeliveryKind.Webhook
            ? new Parcel.ByWebhook(session.Id, delivery, delivery.Desk.Webhook!, WebhookBody.Of(story))
            : new Parcel.ByEmail(session.Id, delivery, story.Asked is { } asked ? ApprovalEmail.Of(story, asked, delivery.Id) : TicketEmail.Of(story, delivery.Id));
    }

    private async Task DeliverAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        var ended = parcel switch
        {
            Parcel.ByWebhook webhook => AttemptRules.End(parcel.Delivery, team.Deliveries, await CallAsync(webhook, cancellationToken).ConfigureAwait(false), options.TimeProvider.GetUtcNow()),
            Parcel.ByEmail mail => AttemptRules.End(parcel.Delivery, team.Deliveries, await SendAsync(mail, cancellationToken).ConfigureAwait(false), options.TimeProvider.GetUtcNow()),
            _ => throw new ArgumentException($"{parcel.GetType().Name} goes nowhere.", nameof(parcel)),
        };
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

    private async Task<WebhookAnswer> CallAsync(Parcel.ByWebhook parcel, CancellationToken cancellationToken)
    {
        var secrets = WebhookSecret.ReadAll(options.Deliveries.Environment(parcel.Webhook.SecretVariable));
        return secrets.Count == 0
            ? new WebhookAnswer(null, $"the variable {parcel.Webhook.SecretVariable} does not hold {WebhookSecret.Form}")
            : await client.Value.PostAsync(parcel.Webhook.Url, parcel.Delivery.Id, parcel.Body, secrets, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DeliveryException?> SendAsync(Parcel.ByEmail parcel, CancellationToken cancellationToken)
    {
        if (options.Deliveries.SendEmail is not { } send)
            return new DeliveryException($"this runtime cannot send e-mail: set {nameof(DeliveryOptions)}.{nameof(DeliveryOptions.SendEmail)}", isFinal: false);
        using var timeout = new CancellationTokenSource(team.Deliveries.Timeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await send(parcel.Message, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            return null;
        }
        catch (DeliveryException failure)
        {
            return failure;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new DeliveryException($"it was not sent within {team.Deliveries.Timeout.TotalSeconds:0.###} seconds", isFinal: false);
        }
        // A sender is anybody's code: whatever it throws, the e-mail was not sent, and its message may hold what was to be sent.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new DeliveryException($"it could not be sent ({failure.GetType().Name})", isFinal: false, failure);
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

using System.Security.Cryptography;
using System.Text;
using Baton.Deciding.Deliveries;
using Baton.Journals;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries.Webhooks;
using Baton.Teams.Deliveries;

namespace Baton.Performing.Deliveries;

/// <summary>Says what comes of an attempt, and when the next is due. Pure.</summary>
internal static class AttemptRules
{
    /// <summary>What is told when a process ended in the middle of the last attempt.</summary>
    public const string Lost = "the process that made the last attempt ended";

    // For what a receiver does not know yet: its process may only be slow to write down what came of it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    // Nobody may be put off for longer than the longest delay of Standard Webhooks' example.
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);

    private const int Gone = 410;

    /// <summary>An attempt begins: nobody else makes it until it counts as lost.</summary>
    public static DeliveryAttempted Begin(Delivery delivery, DeliveryPolicy policy, DateTimeOffset now) =>
        Entry(delivery) with { Outcome = DeliveryOutcome.Begun, Next = TimestampJsonConverter.Truncate(now + policy.Timeout + Grace) };

    /// <summary>Whether there were as many attempts as there may be.</summary>
    public static bool IsOver(Delivery delivery, DeliveryPolicy policy) => delivery.Attempt > policy.Delays.Count + 1;

    /// <summary>The end of a delivery that is not tried again.</summary>
    public static DeliveryAttempted Dead(Delivery delivery, string detail, int? status = null) =>
        Entry(delivery) with { Outcome = DeliveryOutcome.Dead, Detail = detail, Status = status };

    /// <summary>What came of a webhook.</summary>
    public static DeliveryAttempted End(Delivery delivery, DeliveryPolicy policy, WebhookAnswer answer, DateTimeOffset now)
    {
        if (answer.Problem is not { } problem)
            return Entry(delivery) with { Outcome = DeliveryOutcome.Delivered, Status = answer.Status };
        return answer.Status == Gone ? Dead(delivery, problem, answer.Status) : Fail(delivery, policy, problem, now, answer.Status, answer.RetryAfter);
    }

    /// <summary>What came of an e-mail.</summary>
    public static DeliveryAttempted End(Delivery delivery, DeliveryPolicy policy, DeliveryException? failure, DateTimeOffset now) => failure switch
    {
        null => Entry(delivery) with { Outcome = DeliveryOutcome.Delivered },
        { IsFinal: true } => Dead(delivery, failure.Message),
        _ => Fail(delivery, policy, failure.Message, now, status: null, retryAfter: null),
    };

    private static DeliveryAttempted Fail(Delivery delivery, DeliveryPolicy policy, string problem, DateTimeOffset now, int? status, DateTimeOffset? retryAfter)
    {
        if (delivery.Attempt > policy.Delays.Count)
            return Dead(delivery, problem, status);
        var delay = policy.Delays[delivery.Attempt - 1];
        var next = now + delay + Spread(delivery, delay);
        if (retryAfter is { } asked && asked > next)
            next = asked < now + LongestRetryAfter ? asked : now + LongestRetryAfter;
        return Entry(delivery) with { Outcome = DeliveryOutcome.Failed, Detail = problem, Status = status, Next = TimestampJsonConverter.Truncate(next) };
    }

    // Up to a tenth, by the delivery's id: what failed at once is not tried at once, and the same entries give the same moment.
    private static TimeSpan Spread(Delivery delivery, TimeSpan delay) =>
        delay * (SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{delivery.Id} {delivery.Attempt}")))[0] / 2550d);

    private static DeliveryAttempted Entry(Delivery delivery) => new()
    {
        Delivery = delivery.Id,
        To = delivery.Desk.Name,
        Kind = delivery.Kind,
        Attempt = delivery.Attempt,
        Outcome = default,
    };
}

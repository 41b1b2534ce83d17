using System.Security.Cryptography;
using System.Text;
using Baton.Deciding.Deliveries;
using Baton.Journals;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
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

    /// <summary>An attempt begins: nobody else makes it until it counts as lost.</summary>
    public static DeliveryAttempted Begin(Delivery delivery, DeliveryPolicy policy, DateTimeOffset now) =>
        Entry(delivery) with
        {
            Outcome = DeliveryOutcome.Begun,
            Next = TimestampJsonConverter.Truncate(now.Later(policy.Timeout + Grace)),
        };

    /// <summary>Whether there were as many attempts as there may be.</summary>
    public static bool IsOver(Delivery delivery, DeliveryPolicy policy) => delivery.Attempt > policy.Delays.Count + 1;

    /// <summary>The end of a delivery that is not tried again.</summary>
    public static DeliveryAttempted Dead(Delivery delivery, string detail, int? status = null) =>
        Entry(delivery) with
        {
            Outcome = DeliveryOutcome.Dead,
            Detail = detail,
            Status = status,
        };

    /// <summary>The end of an attempt.</summary>
    public static DeliveryAttempted End(Delivery delivery, DeliveryPolicy policy, DeliveryResult result, DateTimeOffset now)
    {
        if (result.Problem is not { } problem)
            return Entry(delivery) with { Outcome = DeliveryOutcome.Delivered, Status = result.Status };
        if (result.IsFinal || delivery.Attempt > policy.Delays.Count)
            return Dead(delivery, problem, result.Status);
        var delay = policy.Delays[delivery.Attempt - 1];
        var next = now.Later(delay + Spread(delivery, delay));
        if (result.RetryAfter is { } asked && asked > next)
            next = asked < now.Later(LongestRetryAfter) ? asked : now.Later(LongestRetryAfter);
        return Entry(delivery) with
        {
            Outcome = DeliveryOutcome.Failed,
            Detail = problem,
            Status = result.Status,
            Next = TimestampJsonConverter.Truncate(next),
        };
    }

    // Up to a tenth, by the delivery's id: what failed at once is not tried at once, and the same entries give the same moment.
    private static TimeSpan Spread(Delivery delivery, TimeSpan delay) =>
        delay * (SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{delivery.Id} {delivery.Attempt}")))[0] / 2550d);

    private static DeliveryAttempted Entry(Delivery delivery) =>
        new()
        {
            Delivery = delivery.Id,
            To = delivery.Desk.Name,
            Kind = delivery.Kind,
            Attempt = delivery.Attempt,
            Outcome = default,
        };
}

using System.Text;
using System.Text.Json;
using Baton.Oracle.Records;
using Baton.Performing.Deliveries;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Running;

/// <summary>The desks' mailboxes and systems: they take what is delivered, and remember the tickets that they read of.</summary>
internal sealed class Receivers(RunningWorld running)
{
    private readonly List<string> tickets = [];
    private int attempts;

    /// <summary>The tickets that systems were told of, in order.</summary>
    public IReadOnlyList<string> Tickets => tickets;

    /// <summary>Takes a webhook.</summary>
    public Task<DeliveryResult> TakeWebhookAsync(SimulatedProcess process, WebhookMessage message, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetString(message.Body.Span);
        return TakeAsync(process, message.Webhook.Url.AbsolutePath.TrimStart('/'), message.Id, body, cancellationToken);
    }

    /// <summary>Takes an e-mail.</summary>
    public Task<DeliveryResult> TakeEmailAsync(SimulatedProcess process, EmailMessage message, CancellationToken cancellationToken) =>
        TakeAsync(process, message.To[0].Split('@')[0], message.Id, $"{message.Subject}\n{message.Text}", cancellationToken);

    private async Task<DeliveryResult> TakeAsync(
        SimulatedProcess process,
        string desk,
        string id,
        string body,
        CancellationToken cancellationToken
    )
    {
        var dies = await process.BeginEffectAsync();
        var trouble = running.IsHealed ? null : running.DeliveryTroubleAt(++attempts);
        var isAccepted = trouble is not (Trouble.Refuses or Trouble.Breaks);
        running.Recorder.Add(new Happening.Delivered(desk, id, body, isAccepted), process.Number);
        if (isAccepted && TicketIn(body) is { } ticket)
            tickets.Add(ticket);
        await process.EndEffectAsync(dies);
        var takes = trouble switch
        {
            Trouble.Hangs => Timeout.InfiniteTimeSpan,
            Trouble.Slow => TimeSpan.FromSeconds(8),
            _ => TimeSpan.FromMilliseconds(300),
        };
        await process.WaitAsync(takes, cancellationToken);
        return trouble switch
        {
            Trouble.Refuses => new DeliveryResult
            {
                Problem = "It is gone.",
                Status = 410,
                IsFinal = true,
            },
            Trouble.Breaks or Trouble.AnswerLost => new DeliveryResult { Problem = "The connection broke." },
            _ => DeliveryResult.Delivered,
        };
    }

    private static string? TicketIn(string body)
    {
        if (!body.StartsWith('{'))
            return null;
        using var document = JsonDocument.Parse(body);
        return Find(document.RootElement);

        static string? Find(JsonElement element)
        {
            if (element.ValueKind != JsonValueKind.Object)
                return null;
            foreach (var property in element.EnumerateObject())
            {
                if (property.NameEquals("ticket") && property.Value.ValueKind == JsonValueKind.String)
                    return property.Value.GetString();
                if (Find(property.Value) is { } inner)
                    return inner;
            }

            return null;
        }
    }
}

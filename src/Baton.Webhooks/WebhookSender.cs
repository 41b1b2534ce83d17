using Baton.Performing.Deliveries;
using Baton.Teams.Deliveries;

namespace Baton.Webhooks;

/// <summary>
/// Sends the messages of desks over HTTP, signed by Standard Webhooks. Pass its <see cref="SendAsync"/> as
/// <see cref="RuntimeOptions.SendWebhook"/>.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    private readonly Func<string, string?> environment;
    private readonly WebhookClient client;

    /// <summary>Creates a sender. It does not connect yet.</summary>
    /// <param name="policy">Where it may connect to, and how long and how large an answer may be: <see cref="Team.Deliveries"/>.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <param name="environment">Reads the variable with a webhook's secret. Default: this process's environment.</param>
    public WebhookSender(DeliveryPolicy policy, TimeProvider? time = null, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        this.environment = environment ?? Environment.GetEnvironmentVariable;
        client = new WebhookClient(policy, time ?? TimeProvider.System);
    }

    /// <summary>Sends a message, signed with each secret that the webhook's variable holds.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops it; the receiver may have the message anyway.</param>
    /// <returns>The result. A host that is not allowed, a missing secret and a lost connection are problems, never exceptions.</returns>
    public Task<DeliveryResult> SendAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var secrets = WebhookSecret.ReadAll(environment(message.Webhook.SecretVariable));
        return secrets.Count == 0
            ? Task.FromResult(
                new DeliveryResult { Problem = $"the variable {message.Webhook.SecretVariable} does not hold {WebhookSecret.Form}" }
            )
            : client.PostAsync(message.Webhook.Url, message.Id, message.Body.ToArray(), secrets, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();
}

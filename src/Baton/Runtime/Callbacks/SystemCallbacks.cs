using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries;
using Baton.Performing.Deliveries.Webhooks;
using Baton.Teams.Deliveries;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Callbacks;

/// <summary>
/// Accepts what another system does with its tickets: it accepts, declines, replies, asks, notes and hands back, with messages that it
/// signs with the secret of its webhook (Standard Webhooks). Each becomes an entry like a person's act. The same message again changes
/// nothing and gets the same answer. The caller provides the transport; <c>Baton.Server</c> accepts callbacks over HTTP.
/// </summary>
public sealed class SystemCallbacks
{
    /// <summary>The greatest length of a body, in bytes.</summary>
    public const int MaximumBodyBytes = 262_144;

    private readonly Webhook webhook;
    private readonly RuntimeOptions options;
    private readonly ILogger logger;
    private readonly Func<CallbackArrival, CancellationToken, Task> serve;

    internal SystemCallbacks(Team team, string name, RuntimeOptions options, ILogger logger, Func<CallbackArrival, CancellationToken, Task> serve)
    {
        webhook = team.FindDesk(name) is { IsSystem: true, Webhook: { } known }
            ? known
            : throw new ArgumentException($"The team has no system '{name}' with a webhook.", nameof(name));
        (Name, this.options, this.logger, this.serve) = (name, options, logger, serve);
    }

    /// <summary>The system's name in the team.</summary>
    public string Name { get; }

    /// <summary>Accepts a message.</summary>
    /// <param name="headers">
    /// Its headers, or those that begin with <c>webhook-</c>: <c>webhook-id</c>, <c>webhook-timestamp</c> and <c>webhook-signature</c>.
    /// </param>
    /// <param name="body">Its body, byte for byte.</param>
    /// <param name="cancellationToken">Stops waiting for the conversation. Ignored once the act is being written.</param>
    /// <returns>The answer to the system, as soon as its act is durable.</returns>
    public async Task<CallbackAnswer> ReceiveAsync(IEnumerable<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (body.Length > MaximumBodyBytes)
            return CallbackAnswer.Problem(413, "Too large", $"The body has more than {MaximumBodyBytes} bytes.");
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
            known[name] = value;
        if (CheckSignature(known, body) is { } wrong)
            return CallbackAnswer.Problem(401, "Not signed", wrong);
        try
        {
            var read = CallbackBody.Read(body, Name);
            return await TakeAsync(read, known[WebhookSignature.IdHeader], cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException failure)
        {
            return CallbackAnswer.Problem(400, "Not understood", failure.Message);
        }
        catch (JournalException failure)
        {
            DeliveryLog.NotTaken(logger, failure, Name);
            return CallbackAnswer.Problem(503, "Not kept", "It could not be recorded. Send it again under the same id.");
        }
    }

    private string? CheckSignature(Dictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var secrets = WebhookSecret.ReadAll(options.Deliveries.Environment(webhook.SecretVariable));
        if (secrets.Count == 0)
            DeliveryLog.NoSecret(logger, Name, webhook.SecretVariable, WebhookSecret.Form);
        return WebhookSignature.Check(
            headers.GetValueOrDefault(WebhookSignature.IdHeader),
            headers.GetValueOrDefault(WebhookSignature.TimestampHeader),
            headers.GetValueOrDefault(WebhookSignature.SignatureHeader),
            body.ToArray(),
            options.TimeProvider.GetUtcNow(),
            secrets);
    }

    private async Task<CallbackAnswer> TakeAsync(CallbackBody read, string id, CancellationToken cancellationToken)
    {
        if (read.Ticket.ConversationOrNull() is not { } conversation)
            return CallbackArrival.NoTicket(read.Ticket);
        var arrival = new CallbackArrival(conversation, new CallbackReceived { Callback = id, From = Name, Ticket = read.Ticket, Act = read.Act }, read.Entry);
        var serving = serve(arrival, cancellationToken);
        if (await Task.WhenAny(arrival.Answered, serving).ConfigureAwait(false) == serving)
            await serving.ConfigureAwait(false);
        var answer = await arrival.Answered.ConfigureAwait(false);
        answer.Completion = FollowAsync(serving, conversation, id);
        return answer;
    }

    // The act is in the journal. A failure after it is handled by whoever resumes the conversation.
    private async Task FollowAsync(Task serving, ConversationId conversation, string id)
    {
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (serving.Exception is { } failure)
            DeliveryLog.NotFollowed(logger, failure, conversation, Name, id);
    }
}

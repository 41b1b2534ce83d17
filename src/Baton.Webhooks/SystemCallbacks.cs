using System.Text.Json;
using Baton.Journals;
using Baton.Texts.Clearances;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Webhooks;

/// <summary>
/// Accepts what another system does with its tickets: it accepts, declines, replies, asks, notes and hands back, with messages that it
/// signs with the secret of its webhook (Standard Webhooks). The same message again changes nothing and gets the same answer. The caller
/// provides the transport; <c>Baton.Server</c> accepts callbacks over HTTP.
/// </summary>
public sealed class SystemCallbacks
{
    /// <summary>The greatest length of a body, in bytes.</summary>
    public const int MaximumBodyBytes = 262_144;

    private readonly TeamRuntime runtime;
    private readonly string secretVariable;
    private readonly Func<string, string?> environment;
    private readonly ILogger logger;

    /// <summary>Accepts callbacks of one system.</summary>
    /// <param name="runtime">The runtime that serves the conversations.</param>
    /// <param name="system">The system, by the name of its desk.</param>
    /// <param name="environment">Reads the variable with the webhook's secret. Default: this process's environment.</param>
    /// <exception cref="ArgumentException">The team has no such system, or it has no webhook and so no secret.</exception>
    public SystemCallbacks(TeamRuntime runtime, string system, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        var desk =
            runtime.Team.Desks.FirstOrDefault(desk => desk.Name == system && CanCallBack(desk))
            ?? throw new ArgumentException($"The team has no system '{system}' with a webhook.", nameof(system));
        (this.runtime, Name, secretVariable) = (runtime, desk.Name, desk.Webhook!.SecretVariable);
        this.environment = environment ?? Environment.GetEnvironmentVariable;
        logger = runtime.Options.LoggerFactory is { } loggers ? Masking.Default.Over(loggers).CreateLogger("Baton") : NullLogger.Instance;
    }

    /// <summary>The system's name in the team.</summary>
    public string Name { get; }

    /// <summary>All systems of the team that can call back: those with a webhook.</summary>
    /// <param name="runtime">The runtime that serves the conversations.</param>
    /// <param name="environment">Reads the variables with the secrets. Default: this process's environment.</param>
    public static IReadOnlyList<SystemCallbacks> AllOf(TeamRuntime runtime, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        return [.. runtime.Team.Desks.Where(CanCallBack).Select(desk => new SystemCallbacks(runtime, desk.Name, environment))];
    }

    /// <summary>Accepts a message.</summary>
    /// <param name="headers">
    /// Its headers, or those that begin with <c>webhook-</c>: <c>webhook-id</c>, <c>webhook-timestamp</c> and <c>webhook-signature</c>.
    /// </param>
    /// <param name="body">Its body, byte for byte.</param>
    /// <param name="cancellationToken">Stops waiting for the conversation. Ignored once the act is being written.</param>
    /// <returns>The answer to the system, as soon as its act is durable.</returns>
    public async Task<CallbackAnswer> ReceiveAsync(
        IEnumerable<KeyValuePair<string, string>> headers,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken = default
    )
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
            var callback = CallbackBody.Read(known[WebhookSignature.IdHeader], Name, body);
            var result = await runtime.TakeCallbackAsync(callback, cancellationToken).ConfigureAwait(false);
            return CallbackAnswer.To(callback, result);
        }
        catch (JsonException failure)
        {
            return CallbackAnswer.Problem(400, "Not understood", failure.Message);
        }
        catch (JournalException failure)
        {
            CallbackLog.NotRecorded(logger, failure, Name);
            return CallbackAnswer.Problem(503, "Not kept", "It could not be recorded. Send it again under the same id.");
        }
    }

    private static bool CanCallBack(Desk desk) => desk is { IsSystem: true, Webhook: not null };

    private string? CheckSignature(Dictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var secrets = WebhookSecret.ReadAll(environment(secretVariable));
        if (secrets.Count == 0)
            CallbackLog.NoSecret(logger, Name, secretVariable, WebhookSecret.Form);
        return WebhookSignature.Check(
            headers.GetValueOrDefault(WebhookSignature.IdHeader),
            headers.GetValueOrDefault(WebhookSignature.TimestampHeader),
            headers.GetValueOrDefault(WebhookSignature.SignatureHeader),
            body.ToArray(),
            runtime.Options.TimeProvider.GetUtcNow(),
            secrets
        );
    }
}

using System.Net;
using System.Net.Sockets;
using Baton.Performing.Deliveries;
using Baton.Teams.Deliveries;

namespace Baton.Webhooks;

/// <summary>
/// Calls webhooks, and nothing that it is not told to call: hosts and addresses are checked when the connection is made, so that a name
/// that leads elsewhere a moment later is no way in. Redirects are not followed and answers are bounded in size and time.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private const int Gone = (int)HttpStatusCode.Gone;

    private readonly DeliveryPolicy policy;
    private readonly TimeProvider time;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;
    private readonly HttpClient http;

    /// <summary>Makes a client.</summary>
    /// <param name="policy">What may be called, and how long an answer may be and take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="resolve">Finds the addresses of a host. Default: by DNS.</param>
    public WebhookClient(DeliveryPolicy policy, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        (this.policy, this.time) = (policy, time);
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
        http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                // A proxy would resolve names by itself, and cookies would tie one conversation to another.
                UseProxy = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                MaxResponseHeadersLength = 16,
                ConnectCallback = ConnectAsync,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Posts a signed message.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; the receiver may have it all the same.</exception>
    public async Task<DeliveryResult> PostAsync(
        Uri url,
        string id,
        byte[] body,
        IReadOnlyList<WebhookSecret> secrets,
        CancellationToken cancellationToken
    )
    {
        if (policy.CheckUrl(url) is { } wrong)
            return Failed(status: null, wrong);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "Baton");
        foreach (var (name, value) in WebhookSignature.Headers(id, time.GetUtcNow(), body, secrets))
            request.Headers.TryAddWithoutValidation(name, value);
        using var timeout = new CancellationTokenSource(policy.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        int? status = null;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token)
                .ConfigureAwait(false);
            status = (int)response.StatusCode;
            if (!await EndsWithinAsync(response, either.Token).ConfigureAwait(false))
                return Failed(status, $"the answer is longer than {policy.MaximumAnswerBytes} bytes");
            return response.IsSuccessStatusCode
                ? new DeliveryResult { Status = status }
                : Failed(status, $"it answered {status}") with
                {
                    RetryAfter = RetryAfter(response),
                };
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed(status, $"no answer within {policy.Timeout.TotalSeconds:0.###} seconds");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Failed(status, ProblemOf(exception));
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    // Who is gone for good says so by 410, and should not be called again (Standard Webhooks).
    private static DeliveryResult Failed(int? status, string problem) =>
        new()
        {
            Status = status,
            Problem = problem,
            IsFinal = status == Gone,
        };

    private async Task<bool> EndsWithinAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        var buffer = new byte[4096];
        for (var read = 0; read <= policy.MaximumAnswerBytes; )
        {
            var more = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (more == 0)
                return true;
            read += more;
        }

        return false;
    }

    private DateTimeOffset? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => time.GetUtcNow() + delta,
            { Date: { } date } => date,
            _ => null,
        };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var url = context.InitialRequestMessage.RequestUri!;
        var host = context.DnsEndPoint.Host;
        var found = IPAddress.TryParse(host.Trim('[', ']'), out var literal)
            ? [literal]
            : await resolve(host, cancellationToken).ConfigureAwait(false);
        var allowed = found.Where(address => AddressRules.Allows(policy, url, address)).ToArray();
        if (allowed.Length == 0)
            throw new HttpRequestException(
                $"'{host}' is not at an address that may be called: a host inside the network must be listed by name"
            );
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string ProblemOf(Exception exception)
    {
        var cause = exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown, InnerException: { } inner }
            ? inner
            : exception;
        return $"it cannot be reached: {cause.Message}";
    }
}

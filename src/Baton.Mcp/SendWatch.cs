using System.Net;
using System.Threading.Channels;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Baton.Mcp;

/// <summary>
/// A transport that tells calls that were never sent from those whose answer was lost. The SDK reports both with the same exceptions, and
/// reads those of HTTP itself while it connects.
/// </summary>
internal sealed class SendWatch(IClientTransport inner, bool isProcess) : IClientTransport
{
    public string Name => inner.Name;

    public async Task<ITransport> ConnectAsync(CancellationToken cancellationToken = default) =>
        new Watched(await inner.ConnectAsync(cancellationToken).ConfigureAwait(false), isProcess);

    private sealed class Watched(ITransport inner, bool isProcess) : ITransport
    {
        public string? SessionId => inner.SessionId;

        public ChannelReader<JsonRpcMessage> MessageReader => inner.MessageReader;

        public async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
        {
            try
            {
                // A message that is cut in the middle would spoil the next one, so a write to a process is left to end.
                var sending = inner.SendMessageAsync(message, isProcess ? CancellationToken.None : cancellationToken);
                await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (IOException fault) when (isProcess)
            {
                // The line end is written last: a server whose pipe broke before has not got the message.
                throw new NotSentException(fault);
            }
            catch (HttpRequestException fault) when (message is JsonRpcRequest { Method: RequestMethods.ToolsCall } && IsUnread(fault))
            {
                throw new NotSentException(fault);
            }
            catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
            {
                throw new IOException("The connection was closed.", fault);
            }
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        private static bool IsUnread(HttpRequestException fault) =>
            fault.StatusCode is { } status
                ? status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError
                : fault.HttpRequestError
                    is HttpRequestError.NameResolutionError
                        or HttpRequestError.ConnectionError
                        or HttpRequestError.SecureConnectionError
                        or HttpRequestError.ProxyTunnelError;
    }
}

using Baton.Providers.Failures;
using Microsoft.Extensions.AI;
using OllamaSharp;

namespace Baton.Providers;

/// <summary>An Ollama server, through OllamaSharp.</summary>
internal static class OllamaModels
{
    private const int DefaultPort = 11434;

    public static Connection Open(string model, ModelCatalogOptions options)
    {
        var address =
            Address(options)
            ?? options.OllamaDefault
            ?? throw new ModelException($"ollama/{model} needs an address: set {Variables.OllamaAddress}.");
        var transport = Transport(address, options.NetworkTimeout);
        IChatClient client = new OllamaApiClient(transport, model);
        return new(client, transport);
    }

    /// <summary>
    /// The address in <c>OLLAMA_HOST</c>. Ollama's own tools accept <c>host</c>, <c>host:port</c>, <c>:port</c> and a full address.
    /// <c>0.0.0.0</c> tells a server to listen everywhere; as an address to call it means this machine.
    /// </summary>
    public static Uri? Address(ModelCatalogOptions options)
    {
        if (options.Read(Variables.OllamaAddress) is not { } text)
            return null;
        var written = text.TrimEnd('/');
        if (written.StartsWith(':'))
            written = "127.0.0.1" + written;
        var hasScheme = written.Contains("://", StringComparison.Ordinal);
        if (!Uri.TryCreate(hasScheme ? written : "http://" + written, UriKind.Absolute, out var address) || !Variables.IsUsable(address))
            throw new ModelException(
                $"{Variables.OllamaAddress} is '{text}', which is no address: write it as host:port or http://host:port."
            );

        var parts = new UriBuilder(address);
        if (!hasScheme && address.IsDefaultPort && !written.EndsWith(":80", StringComparison.Ordinal))
            parts.Port = DefaultPort;
        if (parts.Host is "0.0.0.0" or "[::]")
            parts.Host = "127.0.0.1";
        return parts.Uri;
    }

    /// <summary>
    /// The HTTP client for the server. Its base address ends with a slash, so that paths such as <c>api/chat</c> are resolved below it.
    /// </summary>
    public static HttpClient Transport(Uri address, TimeSpan timeout)
    {
        // A proxy cannot reach this machine's own address.
        var handler = new SocketsHttpHandler { UseProxy = !address.IsLoopback };
        var folder = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        return new HttpClient(new StatusWatch(handler)) { BaseAddress = folder, Timeout = timeout };
    }
}

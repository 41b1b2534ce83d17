using Baton.Providers.Failures;
using Microsoft.Extensions.AI;
using OllamaSharp;

namespace Baton.Providers;

/// <summary>An Ollama server, by OllamaSharp.</summary>
internal static class OllamaModels
{
    private const int DefaultPort = 11434;

    public static Connection Open(string model, ModelCatalogOptions options)
    {
        var address = Address(options) ?? options.OllamaDefault
            ?? throw new ModelException($"ollama/{model} needs an address: set {Variables.OllamaAddress}.");
        var transport = Transport(address, options.NetworkTimeout);
        IChatClient client = new OllamaApiClient(transport, model);
        return new(client, transport);
    }

    /// <summary>
    /// The address that <c>OLLAMA_HOST</c> gives. Ollama's own tools take <c>host</c>, <c>host:port</c>, <c>:port</c> and a full
    /// address; a server is told to listen everywhere with <c>0.0.0.0</c>, which as an address to call means this machine.
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
            throw new ModelException($"{Variables.OllamaAddress} is '{text}', which is no address: write it as host:port or http://host:port.");

        var parts = new UriBuilder(address);
        if (!hasScheme && address.IsDefaultPort && !written.EndsWith(":80", StringComparison.Ordinal))
            parts.Port = DefaultPort;
        if (parts.Host is "0.0.0.0" or "[::]")
            parts.Host = "127.0.0.1";
        return parts.Uri;
    }

    /// <summary>A way to the server. Its address is a folder that paths such as <c>api/chat</c> are resolved against.</summary>
    public static HttpClient Transport(Uri address, TimeSpan timeout)
    {
        // A proxy cannot know what this machine's own address means.
        var handler = new SocketsHttpHandler { UseProxy = !address.IsLoopback };
        var folder = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        return new HttpClient(new StatusWatch(handler)) { BaseAddress = folder, Timeout = timeout };
    }
}

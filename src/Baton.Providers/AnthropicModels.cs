using Anthropic;
using Anthropic.Core;
using Baton.Providers.Failures;
using Microsoft.Extensions.AI;

namespace Baton.Providers;

/// <summary>Anthropic's Messages API, through its official SDK.</summary>
internal static class AnthropicModels
{
    /// <summary>The model of <c>auto</c>: fast, and good enough to route and to call tools.</summary>
    public const string Default = "claude-sonnet-5-5";

    public static bool IsConfigured(ModelCatalogOptions options) =>
        options.Read(Variables.AnthropicKey) is not null || options.Read(Variables.AnthropicToken) is not null;

    public static Connection Open(string model, ModelCatalogOptions options)
    {
        var key = options.Read(Variables.AnthropicKey);
        var token = options.Read(Variables.AnthropicToken);
        if (key is null && token is null)
            throw new ModelException($"anthropic/{model} needs a key: set {Variables.AnthropicKey}.");

        // Every setting is given, so that the SDK does not read the process's environment instead of the catalog's.
        var settings = new ClientOptions
        {
            BaseUrl = (options.ReadAddress(Variables.AnthropicAddress)?.AbsoluteUri ?? EnvironmentUrl.Production).TrimEnd('/'),
            Timeout = options.NetworkTimeout,
            MaxRetries = options.SdkRetries,
            Handlers = [new StatusWatch()],
        };
        if (key is not null)
            settings.ApiKey = key;
        else
            settings.AuthToken = token;
        var client = new AnthropicClient(settings);
        return new(new CachedPrefixes(client.AsIChatClient(model, options.MaxOutputTokens)), client);
    }
}

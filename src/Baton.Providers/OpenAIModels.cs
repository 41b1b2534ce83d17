using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace Baton.Providers;

/// <summary>
/// OpenAI's Chat Completions API, through its official SDK. It keeps no state at the provider, and compatible servers offer it.
/// </summary>
internal static class OpenAIModels
{
    /// <summary>The model of <c>auto</c>: fast and cheap, and it takes tools over Chat Completions.</summary>
    public const string Default = "gpt-6-luna";

    public static bool IsConfigured(ModelCatalogOptions options) => options.Read(Variables.OpenAIKey) is not null;

    public static Connection Open(string model, ModelCatalogOptions options)
    {
        var address = options.ReadAddress(Variables.OpenAIAddress);
        var key =
            options.Read(Variables.OpenAIKey)
            ?? throw new ModelException(
                $"openai/{model} needs a key: set {Variables.OpenAIKey}"
                    + (address is null ? "." : $" (any text, if the server at {address} asks for none).")
            );
        var settings = new OpenAIClientOptions
        {
            NetworkTimeout = options.NetworkTimeout,
            RetryPolicy = new ClientRetryPolicy(options.SdkRetries),
        };
        if (address is not null)
            settings.Endpoint = address;
        var client = new ChatClient(model, new ApiKeyCredential(key), settings).AsIChatClient();
        return new(OpenAIReasoning.ClashesWithTools(model) ? new OpenAIReasoning(client) : client);
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Providers;

/// <summary>
/// Chooses the model of <c>auto</c>: the provider whose key is set, Anthropic before OpenAI; otherwise the Ollama that <c>OLLAMA_HOST</c>
/// names; otherwise one that runs at Ollama's default address; otherwise the offline model. On Ollama it is the model that
/// <c>OLLAMA_MODEL</c> names, or the first installed one that calls tools.
/// </summary>
internal static class AutoModel
{
    /// <summary>How long a server at the default address may delay a start.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(300);

    /// <summary>How long the server in <c>OLLAMA_HOST</c> may take, because it may be far away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static ModelName Choose(ModelCatalogOptions options)
    {
        if (AnthropicModels.IsConfigured(options))
            return ModelName.Of(ModelProvider.Anthropic, AnthropicModels.Default);
        if (OpenAIModels.IsConfigured(options))
            return ModelName.Of(ModelProvider.OpenAI, OpenAIModels.Default);
        return ChooseOllama(options) is { } model ? ModelName.Of(ModelProvider.Ollama, model) : ModelName.Offline;
    }

    private static string? ChooseOllama(ModelCatalogOptions options)
    {
        var chosen = options.Read(Variables.OllamaModel);
        if (OllamaModels.Address(options) is { } named)
        {
            return chosen
                ?? Ask(named, Patience, null, mustAnswer: true)
                ?? throw new ModelException(
                    $"The Ollama at {named} has no model that calls tools: install one, or set {Variables.OllamaModel}."
                );
        }
        return options.OllamaDefault is { } address ? Ask(address, Glance, chosen, mustAnswer: false) : null;
    }

    /// <summary>The chosen model if an Ollama answers, otherwise the first installed one that calls tools.</summary>
    private static string? Ask(Uri address, TimeSpan wait, string? chosen, bool mustAnswer)
    {
        using var http = OllamaModels.Transport(address, wait);
        try
        {
            using var tags = Send(http, new(HttpMethod.Get, "api/tags"));
            var installed = tags.RootElement.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString());
            return chosen ?? installed.FirstOrDefault(name => name is not null && CallsTools(http, name));
        }
        catch (Exception failure)
            when (failure
                    is HttpRequestException
                        or OperationCanceledException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
            )
        {
            // Something else, or nothing, may listen at the default address.
            return mustAnswer
                ? throw new ModelException(
                    $"{Variables.OllamaAddress} names {address}, but no Ollama answers there: {failure.Message}",
                    failure
                )
                : null;
        }
    }

    private static bool CallsTools(HttpClient http, string model)
    {
        var asked = new JsonObject { ["model"] = model }.ToJsonString();
        using var shown = Send(
            http,
            new(HttpMethod.Post, "api/show") { Content = new StringContent(asked, Encoding.UTF8, "application/json") }
        );
        return shown.RootElement.TryGetProperty("capabilities", out var capabilities)
            && capabilities.EnumerateArray().Any(capability => capability.ValueEquals("tools"));
    }

    private static JsonDocument Send(HttpClient http, HttpRequestMessage request)
    {
        // Callers ask for a client synchronously, so this cannot wait asynchronously.
        using (request)
        using (var response = http.Send(request))
        {
            response.EnsureSuccessStatusCode();
            using var body = response.Content.ReadAsStream();
            return JsonDocument.Parse(body);
        }
    }
}

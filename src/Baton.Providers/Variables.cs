namespace Baton.Providers;

/// <summary>The environment variables that providers' tools agree on.</summary>
internal static class Variables
{
    public const string AnthropicKey = "ANTHROPIC_API_KEY";
    public const string AnthropicToken = "ANTHROPIC_AUTH_TOKEN";
    public const string AnthropicAddress = "ANTHROPIC_BASE_URL";
    public const string OpenAIKey = "OPENAI_API_KEY";
    public const string OpenAIAddress = "OPENAI_BASE_URL";
    public const string OllamaAddress = "OLLAMA_HOST";
    public const string OllamaModel = "OLLAMA_MODEL";

    /// <summary>A variable's value. An empty one counts as not set, because shells make it easy to leave one empty.</summary>
    public static string? Read(this ModelCatalogOptions options, string variable) =>
        options.Environment(variable)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>A provider's address from a variable, without a trailing slash.</summary>
    public static Uri? ReadAddress(this ModelCatalogOptions options, string variable)
    {
        if (options.Read(variable) is not { } text)
            return null;
        return Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var address) && IsUsable(address)
            ? address
            : throw new ModelException($"{variable} is '{text}', which is no address: write it as http(s)://host[:port][/path].");
    }

    public static bool IsUsable(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Host.Length > 0
        && address.Query.Length == 0
        && address.Fragment.Length == 0;
}

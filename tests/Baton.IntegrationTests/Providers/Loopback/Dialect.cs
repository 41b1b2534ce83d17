namespace Baton.IntegrationTests.Providers.Loopback;

/// <summary>Whose API a loopback provider speaks.</summary>
public enum Dialect
{
    Anthropic,
    OpenAI,
    Ollama,
}

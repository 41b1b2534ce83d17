namespace Baton.Loopback;

/// <summary>Whose API a loopback provider speaks.</summary>
public enum Dialect
{
    Anthropic,
    OpenAI,
    Ollama,
}

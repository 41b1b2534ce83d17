namespace Baton.Providers;

/// <summary>The provider of a model.</summary>
public enum ModelProvider
{
    /// <summary>The first that is configured: Anthropic, OpenAI, Ollama, otherwise the offline model.</summary>
    Auto,

    /// <summary>Anthropic's Messages API.</summary>
    Anthropic,

    /// <summary>OpenAI's Chat Completions API, or a server that speaks it.</summary>
    OpenAI,

    /// <summary>An Ollama server.</summary>
    Ollama,

    /// <summary>No provider: the agent's own examples and answers.</summary>
    Offline,
}

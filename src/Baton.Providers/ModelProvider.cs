namespace Baton.Providers;

/// <summary>Who answers for a model.</summary>
public enum ModelProvider
{
    /// <summary>The first that is configured: Anthropic, OpenAI, Ollama, else the offline model.</summary>
    Auto,

    /// <summary>Anthropic's Messages API.</summary>
    Anthropic,

    /// <summary>OpenAI's Chat Completions API, or a server that speaks it.</summary>
    OpenAI,

    /// <summary>An Ollama server.</summary>
    Ollama,

    /// <summary>No provider at all: the agent's own examples and answers.</summary>
    Offline,
}

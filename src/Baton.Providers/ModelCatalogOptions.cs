using Microsoft.Extensions.AI;

namespace Baton.Providers;

/// <summary>How a <see cref="ModelCatalog"/> finds models.</summary>
public sealed class ModelCatalogOptions
{
    /// <summary>Looks up an environment variable. Default: the process's environment.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The model to use instead of the agents' own, such as the command line's <c>--model</c>. Default: none.</summary>
    public string? Override { get; init; }

    /// <summary>Creates the offline model of an agent. Default: none, and then <c>offline</c> is an error.</summary>
    public Func<Agent, IChatClient>? Offline { get; init; }

    /// <summary>
    /// Where <c>auto</c> looks for an Ollama if no variable names one and no key is set. It is asked once and has 300 ms to answer.
    /// Default: Ollama's default address. Null: do not look.
    /// </summary>
    public Uri? OllamaDefault { get; init; } = new("http://127.0.0.1:11434");

    /// <summary>
    /// The most tokens of a reply, including reasoning, if the request does not say. Only Anthropic's API requires it. Default: 16,384.
    /// </summary>
    public int MaxOutputTokens { get; init; } = 16_384;

    /// <summary>How long one attempt at a call may take before the connection is closed. Default: 10 minutes.</summary>
    public TimeSpan NetworkTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How often the SDKs themselves retry a transient failure (Ollama's never does). Only for programs that use the clients without
    /// Baton's runtime, which does its own retries. Default: 0.
    /// </summary>
    public int SdkRetries { get; init; }
}

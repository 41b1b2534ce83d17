using System.Diagnostics.CodeAnalysis;

namespace Baton.Providers;

/// <summary>
/// A model's name in a team: <c>anthropic/&lt;name&gt;</c>, <c>openai/&lt;name&gt;</c>, <c>ollama/&lt;name&gt;</c>, <c>offline</c> or
/// <c>auto</c>.
/// </summary>
public sealed record ModelName
{
    private const string Forms = "anthropic/<name>, openai/<name>, ollama/<name>, offline or auto";

    private static readonly Dictionary<string, ModelProvider> Providers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["anthropic"] = ModelProvider.Anthropic,
        ["openai"] = ModelProvider.OpenAI,
        ["ollama"] = ModelProvider.Ollama,
    };

    private ModelName(ModelProvider provider, string? name) => (Provider, Name) = (provider, name);

    /// <summary>Whichever provider is configured.</summary>
    public static ModelName Auto { get; } = new(ModelProvider.Auto, null);

    /// <summary>The offline model.</summary>
    public static ModelName Offline { get; } = new(ModelProvider.Offline, null);

    /// <summary>The provider.</summary>
    public ModelProvider Provider { get; }

    /// <summary>The provider's own name of the model; null for <c>auto</c> and <c>offline</c>.</summary>
    public string? Name { get; }

    /// <summary>Parses a model's name.</summary>
    /// <exception cref="ModelException">It has an invalid form.</exception>
    public static ModelName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var name, out var problem) ? name : throw new ModelException(problem);
    }

    /// <summary>Parses a model's name, or says in a sentence what is wrong with it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ModelName? name, [NotNullWhen(false)] out string? problem)
    {
        var trimmed = text?.Trim() ?? "";
        (name, problem) = (null, null);
        if (trimmed.Equals("auto", StringComparison.OrdinalIgnoreCase))
            name = Auto;
        else if (trimmed.Equals("offline", StringComparison.OrdinalIgnoreCase))
            name = Offline;
        else
            Split(trimmed, out name, out problem);
        return name is not null;
    }

    /// <summary>The name in the form that <see cref="Parse"/> accepts.</summary>
    public override string ToString() => Name is null ? Word(Provider) : $"{Word(Provider)}/{Name}";

    internal static ModelName Of(ModelProvider provider, string name) => new(provider, name);

    private static string Word(ModelProvider provider) => provider.ToString().ToLowerInvariant();

    private static void Split(string text, out ModelName? name, out string? problem)
    {
        (name, problem) = (null, null);
        // Only the first slash separates: names such as hf.co/org/model and meta-llama/Llama-3 contain slashes.
        var slash = text.IndexOf('/');
        var prefix = slash < 0 ? text : text[..slash];
        var rest = slash < 0 ? "" : text[(slash + 1)..];
        if (text.Length == 0)
            problem = $"A model needs a name: {Forms}.";
        else if (!Providers.TryGetValue(prefix, out var provider))
            problem = $"'{text}' is not a model: write {Forms}.";
        else if (rest.Length == 0)
            problem = $"'{text}' does not say which model: write {prefix.ToLowerInvariant()}/<name>.";
        else if (rest.Any(char.IsWhiteSpace) || rest.Any(char.IsControl))
            problem = $"'{text}' is not a model: its name has a space or a control character in it.";
        else
            name = new ModelName(provider, rest);
    }
}

using Baton.Loopback;
using Baton.Providers;
using static Baton.IntegrationTests.Providers.Chats;

namespace Baton.IntegrationTests.Providers;

/// <summary>What <c>auto</c> chooses.</summary>
public sealed class AutoModelTests
{
    [Fact]
    public void A_key_decides_and_Anthropics_comes_first()
    {
        Assert.Equal(
            "anthropic/claude-sonnet-5-5",
            Choose(("ANTHROPIC_API_KEY", "key"), ("OPENAI_API_KEY", "key"), ("OLLAMA_HOST", "127.0.0.1:9"))
        );
        Assert.Equal("openai/gpt-6-luna", Choose(("ANTHROPIC_API_KEY", ""), ("OPENAI_API_KEY", "key"), ("OLLAMA_HOST", "127.0.0.1:9")));
    }

    [Fact]
    public void Nothing_configured_means_offline() => Assert.Equal("offline", Choose());

    [Fact]
    public async Task A_named_Ollama_serves_its_first_model_that_calls_tools_or_the_one_that_is_asked_for()
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.Ollama);
        var host = ("OLLAMA_HOST", provider.BaseAddress.Authority);

        Assert.Equal("ollama/qwen3.5:9b", Choose(host));
        Assert.Equal("ollama/llama4:8b", Choose(host, ("OLLAMA_MODEL", "llama4:8b")));
        provider.AssertNothingRefused();
    }

    [Fact]
    public async Task A_named_Ollama_that_cannot_serve_is_an_error_and_not_offline()
    {
        await using var provider = (OllamaServer)await LoopbackProvider.StartAsync(Dialect.Ollama);
        provider.Installed.Clear();
        var host = provider.BaseAddress.Authority;

        var empty = Assert.Throws<ModelException>(() => Choose(("OLLAMA_HOST", host)));
        Assert.Equal($"The Ollama at http://{host}/ has no model that calls tools: install one, or set OLLAMA_MODEL.", empty.Message);

        await provider.DisposeAsync();
        var silent = Assert.Throws<ModelException>(() => Choose(("OLLAMA_HOST", host)));
        Assert.StartsWith($"OLLAMA_HOST names http://{host}/, but no Ollama answers there: ", silent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Ollama_at_the_default_address_is_found_without_being_named()
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.Ollama);
        using var catalog = new ModelCatalog(new() { Environment = _ => null, OllamaDefault = provider.BaseAddress });

        Assert.Equal("ollama/qwen3.5:9b", catalog.Describe(null));
        await catalog.Get("auto").AskAsync(true, [User("Q")], FindCharge);

        provider.AssertNothingRefused();
        Assert.Equal("qwen3.5:9b", Assert.Single(provider.Requests).Model);
    }

    [Theory]
    [InlineData(Dialect.Ollama)]
    [InlineData(Dialect.OpenAI)]
    public async Task What_else_listens_at_the_default_address_means_offline(Dialect dialect)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        if (provider is OllamaServer ollama)
            ollama.Installed.Clear();
        using var catalog = new ModelCatalog(new() { Environment = _ => null, OllamaDefault = provider.BaseAddress });
        Assert.Equal("offline", catalog.Describe("auto"));

        await provider.DisposeAsync();
        using var later = new ModelCatalog(new() { Environment = _ => null, OllamaDefault = provider.BaseAddress });
        Assert.Equal("offline", later.Describe("auto"));
    }

    private static string Choose(params (string Name, string Value)[] variables)
    {
        var environment = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        using var catalog = new ModelCatalog(new() { Environment = environment.GetValueOrDefault, OllamaDefault = null });
        return catalog.Describe("auto");
    }
}

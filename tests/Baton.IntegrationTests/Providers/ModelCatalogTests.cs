using Baton.Loopback;
using Baton.Providers;
using Microsoft.Extensions.AI;
using static Baton.IntegrationTests.Providers.Chats;

namespace Baton.IntegrationTests.Providers;

public sealed class ModelCatalogTests
{
    [Theory]
    [InlineData("anthropic/claude-sonnet-5-5", "anthropic/claude-sonnet-5-5 needs a key: set ANTHROPIC_API_KEY.")]
    [InlineData("openai/gpt-6-luna", "openai/gpt-6-luna needs a key: set OPENAI_API_KEY.")]
    public void A_missing_key_is_an_error_that_names_the_variable(string model, string message)
    {
        using var catalog = Catalog();

        Assert.Equal(message, Assert.Throws<ModelException>(() => catalog.Get(model)).Message);
    }

    [Fact]
    public void A_server_of_ones_own_needs_a_key_too_and_any_will_do()
    {
        using var catalog = Catalog(("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"));

        var failure = Assert.Throws<ModelException>(() => catalog.Get("openai/llama"));

        Assert.Contains("(any text, if the server at http://127.0.0.1:8000/v1 asks for none)", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anthropic/m", "ANTHROPIC_BASE_URL", "api.example.com")]
    [InlineData("anthropic/m", "ANTHROPIC_BASE_URL", "ftp://example.com")]
    [InlineData("openai/m", "OPENAI_BASE_URL", "localhost:8000/v1")]
    [InlineData("openai/m", "OPENAI_BASE_URL", "http://localhost:8000/v1?key=1")]
    [InlineData("ollama/m", "OLLAMA_HOST", "not an address")]
    [InlineData("ollama/m", "OLLAMA_HOST", "host:port")]
    public void A_bad_address_is_an_error_that_names_the_variable(string model, string variable, string address)
    {
        using var catalog = Catalog(("ANTHROPIC_API_KEY", "key"), ("OPENAI_API_KEY", "key"), (variable, address));

        var message = Assert.Throws<ModelException>(() => catalog.Get(model)).Message;

        Assert.StartsWith($"{variable} is '{address}', which is no address:", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Dialect.Anthropic, "ANTHROPIC_BASE_URL", "http://{0}")]
    [InlineData(Dialect.Anthropic, "ANTHROPIC_BASE_URL", "http://{0}/")]
    [InlineData(Dialect.OpenAI, "OPENAI_BASE_URL", "http://{0}/v1")]
    [InlineData(Dialect.OpenAI, "OPENAI_BASE_URL", "http://{0}/v1/")]
    [InlineData(Dialect.Ollama, "OLLAMA_HOST", "{0}")]
    [InlineData(Dialect.Ollama, "OLLAMA_HOST", "http://{0}")]
    [InlineData(Dialect.Ollama, "OLLAMA_HOST", "http://{0}/")]
    public async Task The_address_in_the_environment_is_the_one_that_is_called(Dialect dialect, string variable, string form)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        var address = form.Replace("{0}", provider.BaseAddress.Authority, StringComparison.Ordinal);
        using var catalog = Catalog(("ANTHROPIC_API_KEY", "key"), ("OPENAI_API_KEY", "key"), (variable, address));

        await catalog.Get(provider.Model).AskAsync(true, [User("Q")]);

        provider.AssertNothingRefused();
        Assert.Single(provider.Requests);
    }

    [Theory]
    [InlineData("myhost", "http://myhost:11434/")]
    [InlineData("myhost:80", "http://myhost/")]
    [InlineData("https://myhost", "https://myhost/")]
    [InlineData(":12000", "http://127.0.0.1:12000/")]
    [InlineData("0.0.0.0:12000", "http://127.0.0.1:12000/")]
    [InlineData(null, "http://127.0.0.1:11434/")]
    public void An_Ollama_is_named_as_its_own_tools_name_it(string? host, string address)
    {
        using var catalog = Catalog(ollamaDefault: true, ("OLLAMA_HOST", host));

        var metadata = catalog.Get("ollama/m").GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;

        Assert.Equal(address, metadata?.ProviderUri?.AbsoluteUri);
    }

    [Fact]
    public async Task Anthropic_takes_a_token_in_place_of_a_key()
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.Anthropic);
        using var catalog = Catalog(("ANTHROPIC_AUTH_TOKEN", "token"), ("ANTHROPIC_BASE_URL", provider.BaseAddress.AbsoluteUri));

        await catalog.Get("auto").AskAsync(false, [User("Q")]);

        Assert.Contains("\"max_tokens\":16384", Assert.Single(provider.Requests).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt-6-luna", true)]
    [InlineData("gpt-5.6-terra", true)]
    [InlineData("gpt-4.1", false)]
    [InlineData("meta-llama/Llama-3", false)]
    public async Task OpenAIs_current_models_are_asked_not_to_reason_where_tools_are_on_offer(string model, bool said)
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);
        using var catalog = provider.CreateCatalog();

        await catalog.Get($"openai/{model}").AskAsync(true, [User("Q")], FindCharge);
        await catalog.Get($"openai/{model}").AskAsync(false, [User("Q")]);

        Assert.Equal(said, provider.Requests[0].Body.Contains("\"reasoning_effort\":\"none\"", StringComparison.Ordinal));
        Assert.DoesNotContain("reasoning_effort", provider.Requests[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Dialect.Anthropic)]
    [InlineData(Dialect.OpenAI)]
    [InlineData(Dialect.Ollama)]
    public async Task A_client_says_itself_which_model_it_is(Dialect dialect)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();

        var metadata = catalog.Get("auto").GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;

        Assert.Equal(provider.Model, $"{metadata?.ProviderName}/{metadata?.DefaultModelId}");
        Assert.Equal(provider.Model, catalog.Describe("auto"));
    }

    [Fact]
    public void Agents_with_one_model_share_its_client()
    {
        using var catalog = Catalog(("ANTHROPIC_API_KEY", "key"));
        var first = catalog.ChatClientFor(new() { Name = "A", Model = "anthropic/m" });

        Assert.Same(first, catalog.ChatClientFor(new() { Name = "B", Model = "Anthropic/m" }));
        Assert.NotSame(first, catalog.Get("anthropic/n"));
    }

    [Fact]
    public void The_overriding_model_wins_over_every_agents()
    {
        using var catalog = new ModelCatalog(
            new() { Environment = variable => variable == "OPENAI_API_KEY" ? "key" : null, Override = "openai/gpt-6-luna" }
        );

        Assert.Same(catalog.Get("openai/gpt-6-luna"), catalog.ChatClientFor(new() { Name = "A", Model = "anthropic/m" }));
        Assert.Equal("openai/gpt-6-luna", catalog.Describe("offline"));
        Assert.Throws<ModelException>(() => new ModelCatalog(new() { Override = "gpt-6" }));
    }

    [Fact]
    public async Task The_offline_model_is_made_for_each_agent_once()
    {
        var made = new List<string>();
        await using var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);
        using var models = provider.CreateCatalog();
        using var catalog = new ModelCatalog(
            new()
            {
                Environment = _ => null,
                OllamaDefault = null,
                Offline = agent =>
                {
                    made.Add(agent.Name);
                    return models.Get(provider.Model);
                },
            }
        );
        var (first, second) = (new Agent { Name = "A" }, new Agent { Name = "B", Model = "offline" });

        catalog.ChatClientFor(first);
        catalog.ChatClientFor(first);
        catalog.ChatClientFor(second);

        Assert.Equal(["A", "B"], made);
        Assert.Throws<ModelException>(() => catalog.Get("offline"));
    }

    [Fact]
    public void Without_an_offline_model_an_agent_without_a_provider_is_told_what_to_set()
    {
        using var catalog = Catalog();

        var failure = Assert.Throws<ModelException>(() => catalog.ChatClientFor(new() { Name = "Triage" }));

        Assert.Equal("Triage has no model: set ANTHROPIC_API_KEY or OPENAI_API_KEY, run Ollama, or name a model.", failure.Message);
    }

    [Fact]
    public void A_disposed_catalog_gives_no_clients()
    {
        var catalog = Catalog(("ANTHROPIC_API_KEY", "key"));
        catalog.Dispose();

        Assert.Throws<ObjectDisposedException>(() => catalog.Get("anthropic/m"));
    }

    private static ModelCatalog Catalog(params (string Name, string? Value)[] variables) => Catalog(ollamaDefault: false, variables);

    private static ModelCatalog Catalog(bool ollamaDefault, params (string Name, string? Value)[] variables)
    {
        var environment = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        return new(
            new()
            {
                Environment = environment.GetValueOrDefault,
                OllamaDefault = ollamaDefault ? new ModelCatalogOptions().OllamaDefault : null,
            }
        );
    }
}

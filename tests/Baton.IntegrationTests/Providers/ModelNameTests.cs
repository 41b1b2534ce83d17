using Baton.Providers;

namespace Baton.IntegrationTests.Providers;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("anthropic/claude-sonnet-5-5", ModelProvider.Anthropic, "claude-sonnet-5-5")]
    [InlineData("OpenAI/meta-llama/Llama-3", ModelProvider.OpenAI, "meta-llama/Llama-3")]
    [InlineData(" ollama/hf.co/org/model:Q4 ", ModelProvider.Ollama, "hf.co/org/model:Q4")]
    [InlineData("offline", ModelProvider.Offline, null)]
    [InlineData("Auto", ModelProvider.Auto, null)]
    public void A_model_is_named_by_its_provider_and_its_name_there(string text, ModelProvider provider, string? name)
    {
        var model = ModelName.Parse(text);

        Assert.Equal((provider, name), (model.Provider, model.Name));
        Assert.Equal(model, ModelName.Parse(model.ToString()));
    }

    [Theory]
    [InlineData("", "A model needs a name: anthropic/<name>, openai/<name>, ollama/<name>, offline or auto.")]
    [InlineData("gpt-6", "'gpt-6' is not a model: write anthropic/<name>, openai/<name>, ollama/<name>, offline or auto.")]
    [InlineData("mistral/large", "'mistral/large' is not a model: write anthropic/<name>, openai/<name>, ollama/<name>, offline or auto.")]
    [InlineData("openai", "'openai' does not say which model: write openai/<name>.")]
    [InlineData("ollama/", "'ollama/' does not say which model: write ollama/<name>.")]
    [InlineData("openai/gpt 6", "'openai/gpt 6' is not a model: its name has a space or a control character in it.")]
    public void Anything_else_is_an_error_that_says_what_to_write(string text, string problem)
    {
        Assert.False(ModelName.TryParse(text, out _, out var told));
        Assert.Equal(problem, told);
        Assert.Equal(problem, Assert.Throws<ModelException>(() => ModelName.Parse(text)).Message);
    }
}

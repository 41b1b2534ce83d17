using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Baton.Texts.Routers;
using Microsoft.Extensions.AI;

namespace Baton.Tests.Routers;

public sealed class EmbeddingTests
{
    private static readonly RouterExample[] Examples =
    [
        new("one apple", "fruit"),
        new("two pears", "fruit"),
        new("a hammer", "tools"),
        new("the saw", "tools"),
    ];

    [Fact]
    public async Task Embeddings_know_words_that_no_example_has()
    {
        var router = await Router.TrainAsync(Examples, new() { Embeddings = new Meanings() });

        Assert.Equal("fruit", (await router.RouteAsync("bananas")).Best!.Name);
        Assert.Equal("tools", (await router.RouteAsync("screwdriver")).Best!.Name);
        Assert.Equal(["fruit", "tools"], (await router.RouteAsync("two pears, and the saw")).Routes.Select(route => route.Name).Order());
    }

    [Fact]
    public async Task A_router_with_embeddings_says_that_it_needs_them()
    {
        var options = new RouterOptions { Embeddings = new Meanings() };
        Assert.Throws<ArgumentException>(() => Router.Train(Examples, options));
        var router = await Router.TrainAsync(Examples, options);
        Assert.Throws<InvalidOperationException>(() => router.Route("bananas"));

        using var stream = new MemoryStream();
        router.Save(stream);
        Assert.Null(Router.TryLoad(new MemoryStream(stream.ToArray())));
        var loaded = Router.TryLoad(new MemoryStream(stream.ToArray()), new Meanings())!;
        Assert.Equal("fruit", (await loaded.RouteAsync("bananas")).Best!.Name);

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await Router.TryLoad(new MemoryStream(stream.ToArray()), new Meanings(size: 3))!.RouteAsync("bananas")
        );
    }

    [Fact]
    public async Task Without_embeddings_asking_asynchronously_says_the_same()
    {
        var router = await Router.TrainAsync(SupportExamples.All);

        Assert.Equivalent(router.Route("I was charged twice"), await router.RouteAsync("I was charged twice"), strict: true);
        Assert.Null(Router.TryLoad(Saved(router), new Meanings()));

        static MemoryStream Saved(Router router)
        {
            var stream = new MemoryStream();
            router.Save(stream);
            stream.Position = 0;
            return stream;
        }
    }

    /// <summary>Knows what is fruit and what is a tool.</summary>
    [Fact]
    public async Task They_take_part_in_what_the_runtime_routes_by()
    {
        using var meanings = new Meanings();
        Agent green = new() { Name = "greengrocer", Examples = ["where are the apples", "a pear please", "is the fruit fresh"] };
        Agent tools = new() { Name = "toolmaker", Examples = ["where are the hammers", "a saw please", "are the tools sharp"] };
        var entry = new Agent
        {
            Name = "entry",
            Examples = ["hello", "who are you"],
            Handoffs = [green, tools],
        };
        var models = new ScriptedModels();
        models["entry"] = new ScriptedModel(_ => ScriptedReply.Say("What is it about?"));
        models["toolmaker"] = new ScriptedModel(_ => ScriptedReply.Say("In the back."));
        var journal = new InMemoryJournal();
        var runtime = new TeamRuntime(
            new Team("shop", entry) { Triage = new() { FastPathConfidence = 0.3 } },
            models.For,
            journal,
            new RuntimeOptions { Embeddings = meanings }
        );

        // "Screwdriver" is a word that no example has, and means what theirs do.
        var turn = await runtime.RunAsync("screwdriver please", new ConversationId("c1"));

        var routed = Assert.Single(
            (await journal.ReadAsync(new ConversationId("c1")).ToListAsync(TestContext.Current.CancellationToken)).OfType<MessageRouted>()
        );
        Assert.Null(routed.Detail);
        Assert.Equal("toolmaker", routed.Routes[0].To);
        Assert.Equal("In the back.", turn.FinalOutput);
    }

    private sealed class Meanings(int size = 2) : IEmbeddingGenerator<string, Embedding<float>>
    {
        private static readonly string[] Fruit = ["apple", "pear", "banana", "fruit"];
        private static readonly string[] Tools = ["hammer", "saw", "screwdriver", "tools"];

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values,
            EmbeddingGenerationOptions? options = null,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(text => new Embedding<float>(Vector(text)))));

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // Holds nothing.
        }

        private float[] Vector(string text)
        {
            var vector = new float[size];
            vector[0] = Fruit.Any(word => text.Contains(word, StringComparison.Ordinal)) ? 1 : 0;
            vector[1] = Tools.Any(word => text.Contains(word, StringComparison.Ordinal)) ? 1 : 0;
            return vector;
        }
    }
}

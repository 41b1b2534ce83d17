using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Agents;

public sealed class ToolServiceTests
{
    private static readonly ConversationId Conversation = new("c1");

    public interface IRates
    {
        decimal Of(string currency);
    }

    [Fact]
    public async Task What_the_container_knows_is_given_and_never_shown_to_the_model()
    {
        using var container = Container();
        var given = new List<object?>();
        string Convert(
            decimal amount,
            Orders orders,
            IRates rates,
            [FromKeyedServices("old")] IRates old,
            IServiceProvider services,
            IEnumerable<IRates> all,
            IEnumerable<string> notes,
            ToolCall call,
            CancellationToken stop,
            Unknown? unknown = null
        )
        {
            lock (given)
                given.AddRange([orders, rates, old, services, call, unknown]);
            return $"{amount * rates.Of("eur")} {amount * old.Of("eur")} {all.Count()} {string.Join('+', notes)} {stop.CanBeCanceled}";
        }

        const string MadeUp =
            """{"amount":10,"notes":["a","b"],"orders":{"lines":[]},"rates":{},"old":{},"services":{},"all":[],"call":{}}""";
        Tool[] tools = [Tool.Create(Convert, "one"), Tool.Create(Convert, new ToolOptions { Name = "two", Effect = ToolEffect.ReadOnly })];
        var offered = new List<IEnumerable<string>>();

        var ends = await RunAsync(container, tools, offered, Call("one", MadeUp).And(Call("two", MadeUp)), Say("Done."));

        Assert.Equal(["20 30 1 a+b True", "20 30 1 a+b True"], ends.Select(ended => ended.Result));
        Assert.Equal([typeof(Orders), typeof(NewRates), typeof(OldRates)], given.Take(3).Select(one => one!.GetType()));
        Assert.Null(given[5]);
        Assert.All(offered, names => Assert.Equal(["amount", "notes", "unknown"], names.Order()));
        Assert.Equal(2, offered.Count);
    }

    [Fact]
    public async Task A_function_that_was_made_elsewhere_gets_services_too()
    {
        using var container = Container();
        string Count(Orders orders, string of) => $"{orders.Lines.Count} {of}";
        var offered = new List<IEnumerable<string>>();

        var ends = await RunAsync(
            container,
            [AIFunctionFactory.Create(Count, "count")],
            offered,
            Call("count", """{"of":"lines","orders":{"lines":["x"]}}"""),
            Say("Done.")
        );

        Assert.Equal("0 lines", Assert.Single(ends).Result);
        Assert.Equal(["of"], Assert.Single(offered));
    }

    [Fact]
    public async Task Each_call_has_a_scope_of_its_own_that_is_disposed_after_it()
    {
        var made = new List<Session>();
        await using var container = new ServiceCollection()
            .AddScoped(_ =>
            {
                var session = new Session();
                lock (made)
                    made.Add(session);
                return session;
            })
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        var open = new List<bool>();
        async Task<string> WorkAsync(Session first, IServiceProvider services)
        {
            await Task.Yield();
            lock (open)
                open.Add(first.IsDisposed);
            return ReferenceEquals(first, services.GetRequiredService<Session>()) ? "one" : "two";
        }

        var ends = await RunAsync(
            container,
            [Tool.Create(WorkAsync, "work")],
            [],
            Call("work").And(Call("work")),
            Call("work"),
            Say("Done.")
        );

        Assert.Equal(["one", "one", "one"], ends.Select(ended => ended.Result));
        Assert.Equal([false, false, false], open);
        Assert.Equal(3, made.Count);
        Assert.All(made, session => Assert.True(session.IsDisposed));
    }

    [Fact]
    public async Task A_repeated_attempt_has_a_scope_of_its_own_and_the_same_key()
    {
        var made = 0;
        await using var container = new ServiceCollection()
            .AddScoped(_ => new Session { Number = ++made })
            .BuildServiceProvider(validateScopes: true);
        var keys = new List<string>();
        string Pay(Session session, ToolCall call)
        {
            keys.Add(call.Id.Value);
            return session.Number > 1 ? "paid" : throw new ToolException("Lost.") { IsOutcomeUnknown = true };
        }

        var ends = await RunAsync(
            container,
            [Tool.Create(Pay, new ToolOptions { Name = "pay", Effect = ToolEffect.Idempotent })],
            [],
            Call("pay"),
            Say("Done.")
        );

        Assert.Equal(("paid", 2, 1), (Assert.Single(ends).Result, made, keys.Distinct().Count()));
    }

    [Fact]
    public async Task A_scope_lives_until_its_tool_ends_even_if_nobody_waits_for_it()
    {
        var time = new FakeTimeProvider();
        var (session, ended) = (new Session(), new TaskCompletionSource<bool>());
        var (started, go) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        await using var container = new ServiceCollection().AddScoped(_ => session).BuildServiceProvider(validateScopes: true);
        async Task PayAsync(Session given)
        {
            started.SetResult();
            await go.Task;
            ended.SetResult(given.IsDisposed);
        }

        var journal = new InMemoryJournal();
        var pay = Tool.Create(PayAsync, new ToolOptions { Timeout = TimeSpan.FromSeconds(5) });
        var runtime = new TeamRuntime(
            new Team("helpers", new Agent { Name = "helper", Tools = [pay] }),
            new ScriptedModel(Call("Pay"), Say("It is in doubt.")),
            journal,
            new RuntimeOptions { Services = container, TimeProvider = time }
        );
        var running = runtime.RunAsync("Pay.", Conversation);
        await started.Task;
        time.Advance(TimeSpan.FromSeconds(5));
        await running;
        var ends = await journal.ReadAsync(Conversation).OfType<ToolCallEnded>().ToListAsync();
        go.SetResult();

        Assert.Equal(ToolOutcome.TimedOut, Assert.Single(ends).Outcome);
        Assert.False(await ended.Task);
        await session.Disposal;
    }

    [Fact]
    public async Task A_scope_that_cannot_be_disposed_leaves_its_call_in_doubt()
    {
        await using var container = new ServiceCollection().AddScoped<Broken>().BuildServiceProvider(validateScopes: true);

        var ends = await RunAsync(
            container,
            [Tool.Create((Broken broken) => broken.ToString(), "pay")],
            [],
            Call("pay"),
            Say("It is in doubt.")
        );

        var end = Assert.Single(ends);
        Assert.Equal(ToolOutcome.Failed, end.Outcome);
        Assert.Contains("It is unknown whether it took effect.", end.Result, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_whose_service_there_is_not_is_refused_when_the_runtime_is_built()
    {
        using var container = Container();
        static string Fine(IRates? rates = null) => $"{rates}";
        Tool[] wrong =
        [
            Tool.Create((IUnknown unknown) => $"{unknown}", "look"),
            Tool.Create((MadeOfServices made) => $"{made}", "look"),
            Tool.Create((Func<int> source) => source(), "look"),
            Tool.Create(([FromKeyedServices("new")] IRates rates) => $"{rates}", "look"),
            AIFunctionFactory.Create((IUnknown unknown) => $"{unknown}", "look"),
        ];

        foreach (var tool in wrong)
        {
            var problem = Assert.Single(Assert.Throws<TeamException>(() => Runtime(container, [tool])).Problems);
            Assert.StartsWith("Agent 'helper', tool 'look': no schema can tell a model what to write", problem, StringComparison.Ordinal);
            Assert.Single(Assert.Throws<TeamException>(() => Runtime(null, [tool])).Problems);
        }

        Assert.Throws<TeamException>(() => Runtime(null, [Tool.Create((IServiceProvider services) => $"{services}", "look")]));
        Runtime(null, [Tool.Create(Fine)]);
    }

    [Fact]
    public async Task A_team_serves_with_and_without_a_container()
    {
        string Count(string of, Orders? orders = null) => $"{orders?.Lines.Count} {of}";
        using var container = Container();
        var team = new Team("helpers", new Agent { Name = "helper", Tools = [Tool.Create(Count, "count")] });
        var results = new List<string>();

        foreach (var services in new IServiceProvider?[] { container, null, container })
        {
            var journal = new InMemoryJournal();
            var runtime = new TeamRuntime(
                team,
                new ScriptedModel(Call("count", """{"of":"lines"}"""), Say("Done.")),
                journal,
                new RuntimeOptions { Services = services }
            );
            await runtime.RunAsync("Count.", Conversation);
            results.Add((await journal.ReadAsync(Conversation).OfType<ToolCallEnded>().SingleAsync()).Result);
            Assert.Equal(services is null, ReferenceEquals(team, runtime.Team));
        }

        Assert.Equal(["0 lines", " lines", "0 lines"], results);
    }

    private static ServiceProvider Container() =>
        new ServiceCollection()
            .AddScoped<Orders>()
            .AddSingleton<IRates, NewRates>()
            .AddKeyedSingleton<IRates, OldRates>("old")
            .BuildServiceProvider(validateScopes: true);

    private static TeamRuntime Runtime(IServiceProvider? services, Tool[] tools) =>
        new(
            new Team("helpers", new Agent { Name = "helper", Tools = tools }),
            new ScriptedModel(Say("Done.")),
            options: new RuntimeOptions { Services = services }
        );

    private static async Task<List<ToolCallEnded>> RunAsync(
        IServiceProvider services,
        Tool[] tools,
        List<IEnumerable<string>> offered,
        params ScriptedReply[] replies
    )
    {
        var journal = new InMemoryJournal();
        using var model = new Offering(new ScriptedModel(replies), offered);
        var runtime = new TeamRuntime(
            new Team("helpers", new Agent { Name = "helper", Tools = tools }),
            model,
            journal,
            new RuntimeOptions { Services = services }
        );
        await runtime.RunAsync("Help me.", Conversation);
        return await journal.ReadAsync(Conversation).OfType<ToolCallEnded>().ToListAsync();
    }

    // Keeps the arguments of each tool that the first call offers.
    private sealed class Offering(IChatClient inner, List<IEnumerable<string>> offered) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            if (offered.Count == 0)
                offered.AddRange(
                    options!
                        .Tools!.OfType<AIFunctionDeclaration>()
                        .Select(tool => tool.JsonSchema.GetProperty("properties").EnumerateObject().Select(member => member.Name).ToList())
                );
            return base.GetResponseAsync(messages, options, cancellationToken);
        }
    }

    private sealed class Orders
    {
        public List<string> Lines { get; } = [];
    }

    private sealed record Unknown(string Name);

    private interface IUnknown;

    private sealed class MadeOfServices(IRates rates)
    {
        public override string ToString() => $"{rates}";
    }

    private sealed class NewRates : IRates
    {
        public decimal Of(string currency) => 2;
    }

    private sealed class OldRates : IRates
    {
        public decimal Of(string currency) => 3;
    }

    private sealed class Session : IAsyncDisposable
    {
        private readonly TaskCompletionSource disposed = new();

        public int Number { get; init; }

        public bool IsDisposed => disposed.Task.IsCompleted;

        public Task Disposal => disposed.Task;

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            disposed.SetResult();
        }
    }

    private sealed class Broken : IDisposable
    {
        public void Dispose() => throw new InvalidOperationException("Not saved.");
    }
}

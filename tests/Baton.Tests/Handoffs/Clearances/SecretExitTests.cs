using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries;
using Baton.Teams.Deliveries;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs.Clearances;

/// <summary>
/// A planted secret of each kind, in each encoding, comes from a customer, a tool, a tool's error, a model's error and a title. It is
/// looked for in everything that leaves the process for another place than the journal.
/// </summary>
public sealed class SecretExitTests(ITestOutputHelper output)
{
    private const string Failure = "The backend said: ";

    [Fact]
    public async Task A_secret_leaves_the_process_through_no_exit()
    {
        var leaks = new List<string>();
        var exits = new ConcurrentDictionary<string, int>();
        foreach (var (kind, text, secret) in PlantedSecrets.All)
        {
            foreach (var (encoding, encode) in PlantedSecrets.Encodings)
            {
                foreach (var (exit, left) in await LeftAsync(encode(text), isField: kind == "declared field"))
                {
                    exits.AddOrUpdate(exit, 1, (_, count) => count + 1);
                    if (PlantedSecrets.Shows(PlantedSecrets.Decoded(left), secret))
                        leaks.Add($"{kind} as {encoding} by {exit}: {left}");
                }
            }
        }

        foreach (var (exit, count) in exits.OrderBy(exit => exit.Key))
            output.WriteLine($"{exit}: {count} texts");
        output.WriteLine($"{leaks.Count} leak:\n{string.Join("\n", leaks.Take(20))}");
        Assert.Empty(leaks);
        Assert.Equal(["e-mail", "log", "log value", "logged exception", "model", "notice", "span", "webhook"], exits.Keys.Order());
    }

    [Fact]
    public async Task A_log_keeps_its_words_the_type_and_the_stack_of_what_was_thrown()
    {
        var left = await LeftAsync("card 4242 4242 4242 4242", isField: false);

        Assert.Contains(
            left,
            exit => exit.Exit == "log" && exit.Text.StartsWith("Tool look_up, called by billing as ", StringComparison.Ordinal)
        );
        var thrown = left.First(exit => exit.Exit == "logged exception" && exit.Text.Contains(Failure, StringComparison.Ordinal)).Text;
        Assert.StartsWith("System.", thrown, StringComparison.Ordinal);
        Assert.Contains($"{Failure}card [card ending 4242]", thrown, StringComparison.Ordinal);
        Assert.Contains("   at ", thrown, StringComparison.Ordinal);
    }

    // Everything that leaves, by exit. Fields are what tools and providers have: people speak in words, which have none.
    private static async Task<List<(string Exit, string Text)>> LeftAsync(string planted, bool isField)
    {
        var said = isField ? "that" : planted;
        var left = new ConcurrentQueue<(string Exit, string Text)>();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        var models = new ScriptedModels();
        var conversation = new ConversationId($"c{Guid.NewGuid():N}");
        var journal = new InMemoryJournal();
        var runtime = new TeamRuntime(
            Team(planted),
            models.For,
            journal,
            new RuntimeOptions
            {
                TimeProvider = time,
                LoggerFactory = new Records(left),
                SendEmail = (mail, _) =>
                {
                    left.Enqueue(("e-mail", $"{mail.Subject}\n{mail.Text}"));
                    return Task.FromResult(DeliveryResult.Delivered);
                },
                SendWebhook = (message, _) =>
                {
                    left.Enqueue(("webhook", Encoding.UTF8.GetString(message.Body.Span)));
                    return Task.FromResult(DeliveryResult.Delivered);
                },
            }
        );
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Baton", StringComparison.Ordinal),
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = span => Leave(span, conversation, left),
        };
        ActivitySource.AddActivityListener(listener);
        models["triage"] = new ScriptedModel(_ => Transfer("billing", $"It is about {said}.", 0.9, $"Refund to {said}"));
        models["billing"] = new ScriptedModel(request =>
            request.Number == 1 ? Call("look_up", "{}")
            : request.Number == 2 ? Call("find", "{}")
            : Fail(new HttpRequestException(Failure + planted, null, System.Net.HttpStatusCode.BadRequest))
        );

        await runtime.RunAsync($"Hello, {said}", conversation);
        await runtime.ServeDueAsync();

        foreach (var request in models["triage"].Requests.Concat(models["billing"].Requests))
            left.Enqueue(("model", request.Text));
        foreach (var told in (await journal.ReadAsync(conversation).ToListAsync()).OfType<InterimReplied>())
            left.Enqueue(("notice", told.Text));
        return [.. left];
    }

    private static Team Team(string planted)
    {
        var billing = new Agent
        {
            Name = "billing",
            Tools =
            [
                Tool.Create(
                    string () => throw new InvalidOperationException(Failure + planted, new FormatException(planted)),
                    "look_up",
                    effect: ToolEffect.ReadOnly
                ),
                Tool.Create(() => $"Found: {planted}", "find", effect: ToolEffect.ReadOnly),
            ],
        };
        return new Team(
            "shop",
            new Agent { Name = "triage", Handoffs = [billing] },
            clearancePolicy: new ClearancePolicy { Fields = [new SensitiveField("passport_number")] }
        )
        {
            Deliveries = new DeliveryPolicy { Hosts = ["127.0.0.1"] },
            Desks =
            [
                new Desk
                {
                    Name = "people",
                    Emails = ["team@example.com"],
                    Webhook = new Webhook(new Uri("http://127.0.0.1:9/"), "SECRET"),
                    Clearance = Clearance.Normal,
                },
            ],
        };
    }

    private static void Leave(Activity span, ConversationId conversation, ConcurrentQueue<(string Exit, string Text)> left)
    {
        if (!conversation.Value.Equals(span.GetTagItem("gen_ai.conversation.id")))
            return;
        var events = span.Events.SelectMany(one => one.Tags.Select(tag => $"{tag}").Prepend(one.Name));
        left.Enqueue(
            (
                "span",
                string.Join(
                    "\n",
                    span.TagObjects.Select(tag => $"{tag}").Concat(events).Append(span.DisplayName).Append(span.StatusDescription)
                )
            )
        );
    }

    private sealed class Records(ConcurrentQueue<(string Exit, string Text)> left) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            left.Enqueue(("log", formatter(state, exception)));
            foreach (var (_, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
                left.Enqueue(("log value", $"{value}"));
            for (var thrown = exception; thrown is not null; thrown = thrown.InnerException)
            {
                left.Enqueue(("logged exception", thrown.ToString()));
                left.Enqueue(("logged exception", thrown.Message));
                left.Enqueue(("logged exception", string.Join("\n", thrown.Data.Values.Cast<object>())));
            }
        }
    }
}

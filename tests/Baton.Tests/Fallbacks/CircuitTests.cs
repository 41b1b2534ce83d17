using System.Net;
using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Fallbacks;

/// <summary>A circuit counts calls whose retries are used up, stays closed where nobody else can answer, and looks early.</summary>
public sealed class CircuitTests
{
    private const int Calls = 4;

    private static ScriptedReply Down => Fail(new HttpRequestException("down", null, HttpStatusCode.InternalServerError));

    private static ScriptedReply Overloaded => Fail(new HttpRequestException("overloaded", null, (HttpStatusCode)529));

    private static ScriptedReply Refused => Fail(new HttpRequestException("bad key", null, HttpStatusCode.Unauthorized));

    private static ScriptedReply Faulty => Fail(new HttpRequestException("bad request", null, HttpStatusCode.BadRequest));

    private static ScriptedReply ComeBackIn(double seconds) =>
        Fail(new LimitedException(ModelFailure.Of(429, FormattableString.Invariant($"{seconds}"))));

    private static ScriptedReply From(string model) => Say($"From {model}.");

    /// <summary>What the first model does for each customer, and whether its circuit is open after eight customers.</summary>
    public static TheoryData<string, bool> Troubles =>
        new()
        {
            { "down", true },
            { "overloaded", true },
            { "key refused", true },
            { "every other call", true },
            { "one call in three", false },
            { "healed once", false },
            { "healed twice", false },
            { "faulty request", false },
            { "limited for long", false },
            { "limited, then healed", false },
        };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task A_circuit_opens_for_calls_that_failed_after_their_retries(string trouble, bool opens)
    {
        var attempts = 0;
        var customer = 0;
        var ladder = new Ladder
        {
            Models = ["a", "b"],
            Fallback = new FallbackPolicy { RetryDelay = TimeSpan.FromMilliseconds(10) },
            CircuitCalls = Calls,
            Classifier = LimitedException.Classify,
            ["a"] = new ScriptedModel(_ => Give(trouble, attempts++, customer)),
            ["b"] = new ScriptedModel(_ => From("b")),
        };

        for (; customer < 8; customer++)
        {
            attempts = 0;
            Assert.Equal(TurnOutcome.Replied, (await ladder.RunAsync(conversation: $"customer{customer}", seconds: 0.05)).Outcome);
        }

        Assert.Equal(opens, ladder.Runtime.Health.Single(health => health.Model == "a").IsCircuitOpen);
    }

    [Fact]
    public async Task One_failed_call_after_two_that_healed_hurts_neither_this_customer_nor_the_next()
    {
        var ladder = new Ladder
        {
            Classifier = LimitedException.Classify,
            CircuitCalls = 2,
            ["only"] = new ScriptedModel(
                ComeBackIn(0.1),
                From("only"),
                ComeBackIn(0.1),
                From("only"),
                Overloaded,
                From("only"),
                From("only")
            ),
        };

        for (var customer = 0; customer < 4; customer++)
            Assert.Equal("From only.", (await ladder.RunAsync(conversation: $"customer{customer}")).FinalOutput);
        Assert.False(ladder.Runtime.Health.Single().IsCircuitOpen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_nobody_else_can_answer_the_model_is_asked_once_though_its_circuit_is_open(bool hasDesk)
    {
        var isUp = false;
        var ladder = new Ladder
        {
            CircuitCalls = 2,
            Desk = hasDesk ? new Desk { Name = "people" } : null,
            ["only"] = new ScriptedModel(_ => isUp ? From("only") : Down),
        };
        for (var customer = 0; customer < 3; customer++)
            await ladder.RunAsync(conversation: $"customer{customer}");
        Assert.True(ladder.Runtime.Health.Single().IsCircuitOpen);
        Assert.Equal(3 + 3 + 1, ladder["only"].Requests.Count);

        isUp = true;

        Assert.Equal("From only.", (await ladder.RunAsync(conversation: "next")).FinalOutput);
        Assert.False(ladder.Runtime.Health.Single().IsCircuitOpen);
    }

    [Fact]
    public async Task The_generalist_s_last_model_is_asked_though_it_is_the_one_whose_circuit_is_open()
    {
        var ladder = new Ladder
        {
            Models = ["a"],
            CircuitCalls = 2,
            Generalist = new Agent { Name = "general", Model = "a" },
            ["a"] = new ScriptedModel(_ => Down),
        };
        for (var customer = 0; customer < 2; customer++)
            await ladder.RunAsync(conversation: $"customer{customer}");
        var before = ladder["a"].Requests.Count;

        await ladder.RunAsync();

        Assert.Equal(1, ladder["a"].Requests.Count - before);
        Assert.Equal(
            [FailureCause.CircuitOpen, FailureCause.ModelError],
            (await ladder.EntriesAsync()).OfType<AttemptFailed>().Select(failed => failed.Cause)
        );
    }

    [Fact]
    public async Task An_open_circuit_is_tried_soon_and_less_often_the_longer_it_lasts()
    {
        var ladder = new Ladder
        {
            Models = ["a", "b"],
            Fallback = new FallbackPolicy { Retries = 0 },
            CircuitCalls = 2,
            ["a"] = new ScriptedModel(_ => Down),
            ["b"] = new ScriptedModel(_ => From("b")),
        };
        await ladder.RunAsync(conversation: "first");
        await ladder.RunAsync(conversation: "second");
        var opened = ladder.Time.GetUtcNow();
        List<double> asked = [];
        for (var customer = 0; ladder.Time.GetUtcNow() - opened < TimeSpan.FromSeconds(35); customer++)
        {
            var before = ladder["a"].Requests.Count;
            var at = (ladder.Time.GetUtcNow() - opened).TotalSeconds;
            await ladder.RunAsync(conversation: $"customer{customer}");
            if (ladder["a"].Requests.Count > before)
                asked.Add(at);
            ladder.Time.Advance(TimeSpan.FromSeconds(0.25));
        }

        // After 1.25 s, and then 2.5, 5, 10 and 10 s later.
        Assert.Equal(5, asked.Count);
        Assert.InRange(asked[0], 1.25, 1.75);
        Assert.InRange(asked[1] - asked[0], 2.5, 3);
        Assert.InRange(asked[2] - asked[1], 5, 5.5);
        Assert.InRange(asked[3] - asked[2], 10, 10.5);
        Assert.InRange(asked[4] - asked[3], 10, 10.5);
    }

    [Fact]
    public async Task Only_one_call_at_a_time_looks_whether_the_model_is_back()
    {
        var looks = 0;
        var answer = new TaskCompletionSource();
        var isBack = false;
        var ladder = new Ladder
        {
            Models = ["a", "b"],
            Fallback = new FallbackPolicy { Retries = 0 },
            CircuitCalls = 2,
            ["a"] = new ScriptedModel(_ =>
            {
                if (!isBack)
                    return Down;
                looks++;
                return From("a") with { After = answer.Task };
            }),
            ["b"] = new ScriptedModel(_ => From("b")),
        };
        await ladder.RunAsync(conversation: "first");
        await ladder.RunAsync(conversation: "second");
        isBack = true;
        ladder.Time.Advance(TimeSpan.FromSeconds(2));

        var looking = ladder.RunAsync(conversation: "looking");
        for (var customer = 0; customer < 5; customer++)
            Assert.Equal("From b.", (await ladder.RunAsync(conversation: $"customer{customer}")).FinalOutput);
        answer.SetResult();

        Assert.Equal("From a.", (await looking).FinalOutput);
        Assert.Equal(1, looks);
    }

    private static ScriptedReply Give(string trouble, int attempt, int customer) =>
        trouble switch
        {
            "down" => Down,
            "overloaded" => Overloaded,
            "key refused" => Refused,
            "every other call" => customer % 2 == 0 ? Down : From("a"),
            "one call in three" => customer % 3 == 2 ? Down : From("a"),
            "healed once" => attempt == 0 ? Down : From("a"),
            "healed twice" => attempt < 2 ? Overloaded : From("a"),
            "faulty request" => Faulty,
            "limited for long" => ComeBackIn(60),
            _ => attempt == 0 ? ComeBackIn(0.01) : From("a"),
        };

    private sealed class LimitedException(ModelFailure failure) : Exception("limited")
    {
        public static ModelFailure? Classify(Exception exception) => (exception as LimitedException)?.Failure;

        private ModelFailure Failure => failure;
    }
}

using System.Net;
using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Fallbacks;

/// <summary>Rung 1: the same model again.</summary>
public sealed class RetryTests
{
    private static HttpRequestException Http(int status) => new("failed", null, (HttpStatusCode)status);

    [Theory]
    [InlineData(408, FailureCause.ModelTimeout)]
    [InlineData(409, FailureCause.ModelError)]
    [InlineData(429, FailureCause.Overloaded)]
    [InlineData(500, FailureCause.ModelError)]
    [InlineData(503, FailureCause.Overloaded)]
    [InlineData(529, FailureCause.Overloaded)]
    public async Task A_failure_that_passes_is_tried_again_and_noted_with_what_it_cost(int status, FailureCause cause)
    {
        var ladder = new Ladder { ["only"] = new ScriptedModel(Fail(Http(status)), Say("Here I am.")) };

        var turn = await ladder.RunAsync();

        Assert.Equal(("Here I am.", TurnOutcome.Replied), (turn.FinalOutput, turn.Outcome));
        var fell = Assert.Single(await ladder.RungsAsync());
        Assert.Equal((FallbackRung.Retry, cause, 1), (fell.Rung, fell.Cause, fell.Attempt));
        Assert.Contains($"HTTP {status}", fell.Detail, StringComparison.Ordinal);
        Assert.True(fell.WaitMs > 0);
        Assert.Equal(2, (await ladder.EntriesAsync()).OfType<ModelCallBegun>().Count());
    }

    [Theory]
    [InlineData(400, FailureCause.BadRequest)]
    [InlineData(401, FailureCause.ModelDenied)]
    [InlineData(403, FailureCause.ModelDenied)]
    [InlineData(404, FailureCause.ModelDenied)]
    public async Task A_failure_that_stays_is_not_tried_again(int status, FailureCause cause)
    {
        var ladder = new Ladder { ["only"] = new ScriptedModel(Fail(Http(status))) };

        var turn = await ladder.RunAsync();

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Single(ladder["only"].Requests);
        Assert.Equal((FallbackRung.Degraded, cause), (await ladder.RungsAsync()).Select(fell => (fell.Rung, fell.Cause)).Single());
    }

    [Fact]
    public async Task The_same_history_is_sent_again()
    {
        var ladder = new Ladder { ["only"] = new ScriptedModel(Fail(new IOException("gone")), Fail(new TimeoutException()), Say("Here.")) };

        await ladder.RunAsync();

        Assert.Equal(3, ladder["only"].Requests.Count);
        Assert.Single(
            ladder["only"].Requests.Select(request => string.Join('|', request.Messages.Select(message => message.Text))).Distinct()
        );
    }

    [Theory]
    [InlineData(7, null)]
    [InlineData(null, 7)]
    public async Task What_the_provider_asks_for_is_waited_for(int? seconds, int? date)
    {
        var ladder = new Ladder();
        var asked = new List<DateTimeOffset>();
        var failure = ModelFailure.Transient(FailureCause.Overloaded) with
        {
            RetryAfter = seconds is { } wait ? TimeSpan.FromSeconds(wait) : null,
            RetryAt = date is { } after ? ladder.Time.GetUtcNow().AddSeconds(after) : null,
        };
        ladder["only"] = new ScriptedModel(request =>
        {
            asked.Add(ladder.Time.GetUtcNow());
            return request.Number == 1 ? Fail(new InvalidOperationException()) : Say("Here.");
        });
        var runtime = new TeamRuntime(
            new Team("one", new Agent { Name = "helper" }),
            ladder["only"],
            ladder.Journal,
            new RuntimeOptions { TimeProvider = ladder.Time, FailureClassifier = _ => failure }
        );

        await ladder.Time.PassAsync(runtime.RunAsync("Hello?", ladder.Conversation));

        Assert.InRange((asked[1] - asked[0]).TotalSeconds, 7, 12);
        Assert.InRange(Assert.Single(await ladder.RungsAsync()).WaitMs!.Value, 5000, 7000);
    }

    [Fact]
    public async Task A_provider_that_asks_for_more_than_the_longest_wait_is_not_waited_for()
    {
        var late = ModelFailure.Transient(FailureCause.Overloaded) with { RetryAfter = TimeSpan.FromSeconds(21) };
        var ladder = new Ladder { ["only"] = new ScriptedModel(Fail(new IOException())) };
        var runtime = new TeamRuntime(
            new Team("one", new Agent { Name = "helper" }),
            ladder["only"],
            ladder.Journal,
            new RuntimeOptions { TimeProvider = ladder.Time, FailureClassifier = _ => late }
        );

        var turn = await ladder.Time.PassAsync(runtime.RunAsync("Hello?", ladder.Conversation));

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Single(ladder["only"].Requests);
    }

    [Fact]
    public async Task Retries_end_with_the_policy_s_count()
    {
        var ladder = new Ladder
        {
            Fallback = new FallbackPolicy { Retries = 4 },
            ["only"] = new ScriptedModel(_ => Fail(Http(500))),
        };

        await ladder.RunAsync();

        Assert.Equal(5, ladder["only"].Requests.Count);
        Assert.Equal(
            [1, 2, 3, 4],
            (await ladder.RungsAsync()).Where(fell => fell.Rung == FallbackRung.Retry).Select(fell => fell.Attempt!.Value)
        );
    }

    [Fact]
    public async Task A_stream_that_breaks_is_taken_back_before_the_new_text_is_shown()
    {
        var ladder = new Ladder
        {
            ["only"] = new ScriptedModel(Say("You get") with { Failure = new IOException("cut") }, Say("You get $20.")),
        };
        var updates = new List<TurnUpdate>();

        await ladder.Time.PassAsync(ReadAsync());

        var shown = new List<string>();
        foreach (var update in updates)
        {
            if (update is TextDelta delta)
                shown.Add(delta.Text);
            if (update is not TextWithdrawn)
                continue;
            Assert.Equal("You get", string.Concat(shown));
            shown.Clear();
        }

        Assert.Equal("You get $20.", string.Concat(shown));
        Assert.Single(updates.OfType<TextWithdrawn>());
        Assert.Equal("You get $20.", updates.OfType<TurnEnded>().Single().Turn.FinalOutput);

        async Task<int> ReadAsync()
        {
            await foreach (var update in ladder.Runtime.RunStreamingAsync("Hello?", ladder.Conversation))
                updates.Add(update);
            return updates.Count;
        }
    }

    [Fact]
    public async Task A_model_that_hangs_is_cut_so_that_the_turn_is_answered_in_its_time()
    {
        var ladder = new Ladder
        {
            Limits = new TurnLimits { Time = TimeSpan.FromSeconds(30), ModelTimeout = TimeSpan.FromSeconds(20) },
        };
        ladder["only"] = new ScriptedModel(_ => Say("Too late.") with { After = new TaskCompletionSource().Task });
        var began = ladder.Time.GetUtcNow();

        var turn = await ladder.RunAsync(seconds: 1);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.True((await ladder.EntriesAsync()).OfType<Degraded>().Single().At - began <= TimeSpan.FromSeconds(30));
        Assert.Equal(2, ladder["only"].Requests.Count);
    }
}

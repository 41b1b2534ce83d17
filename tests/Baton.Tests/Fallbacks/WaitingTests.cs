using System.Diagnostics;
using System.Net;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Fallbacks;

/// <summary>What customers and operators see while something fails.</summary>
public sealed class WaitingTests
{
    [Fact]
    public async Task A_customer_who_waits_gets_one_word_and_then_the_answer()
    {
        var ladder = new Ladder();
        ladder["only"] = new ScriptedModel(request =>
            request.Number < 3 ? Say("Never.") with { After = new TaskCompletionSource().Task } : Say("Here.")
        );
        var updates = new List<TurnUpdate>();

        await ladder.Time.PassAsync(ReadAsync());

        var word = Assert.Single(updates.OfType<EntryAppended>().Select(update => update.Entry).OfType<StillWorking>());
        Assert.InRange((word.At - (await ladder.EntriesAsync())[0].At).TotalSeconds, 20, 25);
        Assert.Equal("Here.", updates.OfType<TurnEnded>().Single().Turn.FinalOutput);

        async Task<int> ReadAsync()
        {
            await foreach (var update in ladder.Runtime.RunStreamingAsync("Hello?", ladder.Conversation))
                updates.Add(update);
            return updates.Count;
        }
    }

    [Fact]
    public async Task A_quick_turn_says_no_word_and_neither_does_a_team_that_wants_none()
    {
        var quick = new Ladder { ["only"] = new ScriptedModel(Say("Here.")) };
        var never = new Ladder
        {
            Fallback = new FallbackPolicy { InterimAfter = null },
            ["only"] = new ScriptedModel(request =>
                request.Number == 1 ? Say("Never.") with { After = new TaskCompletionSource().Task } : Say("Here.")
            ),
        };

        await quick.RunAsync();
        await never.RunAsync();

        Assert.Empty((await quick.EntriesAsync()).Concat(await never.EntriesAsync()).OfType<StillWorking>());
    }

    [Fact]
    public async Task A_degraded_answer_tells_what_was_done_and_what_is_in_doubt_in_the_team_s_words()
    {
        var ladder = new Ladder
        {
            Tools = [Tool.Create(() => "paid", "refund_charge"), Tool.Create(() => "found", "find", effect: ToolEffect.ReadOnly)],
            Fallback = new FallbackPolicy
            {
                Texts = new FallbackTexts
                {
                    Sorry = "Leider nicht: {why}.",
                    Done = "Erledigt:",
                    Next = "Ihr Zeichen: {reference}",
                    Causes = new Dictionary<FailureCause, string> { [FailureCause.ModelDenied] = "der Schlüssel fehlt" },
                },
            },
            ["only"] = new ScriptedModel(
                Call("find").And(Call("refund_charge")),
                Fail(new HttpRequestException("no", null, HttpStatusCode.Unauthorized))
            ),
        };

        var turn = await ladder.Runtime.RunAsync("Hello?", ladder.Conversation);

        Assert.Equal("Leider nicht: der Schlüssel fehlt.\n\nErledigt:\n- refund charge\n\nIhr Zeichen: c1", turn.FinalOutput);
    }

    [Fact]
    public async Task Health_says_how_each_model_does()
    {
        var ladder = new Ladder
        {
            Models = ["a", "b"],
            Fallback = new FallbackPolicy { Retries = 0 },
            CircuitCalls = 2,
            ["a"] = new ScriptedModel(_ => Fail(new HttpRequestException("down", null, HttpStatusCode.ServiceUnavailable))),
            ["b"] = new ScriptedModel(_ => Say("Here.")),
        };

        for (var customer = 0; customer < 3; customer++)
            await ladder.RunAsync(conversation: $"customer{customer}");

        var (a, b) = (ladder.Runtime.Health[0], ladder.Runtime.Health[1]);
        Assert.Equal(
            ("helper", "a", 2, 2, 0.0, FailureCause.Overloaded, true),
            (a.Participant, a.Model, a.Attempts, a.Failures, a.Success, a.LastFailure, a.IsCircuitOpen)
        );
        Assert.Equal(("b", 3, 0, 1.0, null, false), (b.Model, b.Attempts, b.Failures, b.Success, b.LastFailure, b.IsCircuitOpen));
        Assert.NotNull(b.Latency);
    }

    [Fact]
    public async Task Tracing_sees_each_attempt_by_the_names_of_the_conventions()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Baton",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem("gen_ai.conversation.id"), "traced"))
                    spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var ladder = new Ladder { ["only"] = new ScriptedModel(Fail(new TimeoutException()), Say("Here.")) };

        await ladder.RunAsync(conversation: "traced");

        Assert.Equal(["model_timeout", null], spans.Select(span => span.GetTagItem("error.type")));
        Assert.All(
            spans,
            span =>
                Assert.Equal(
                    ("chat", "helper"),
                    ((string)span.GetTagItem("gen_ai.operation.name")!, (string)span.GetTagItem("gen_ai.agent.name")!)
                )
        );
        Assert.Equal(10L, spans[1].GetTagItem("gen_ai.usage.input_tokens"));
    }

    [Fact]
    public async Task A_reply_cut_off_in_the_middle_of_its_calls_does_nothing_of_it()
    {
        var runs = 0;
        var ladder = new Ladder
        {
            Tools = [Tool.Create(() => ++runs, "refund")],
            ["only"] = new ScriptedModel(Call("refund") with { Finish = ChatFinishReason.Length }, Say("Not done yet.")),
        };

        var turn = await ladder.Runtime.RunAsync("Hello?", ladder.Conversation);

        Assert.Equal(("Not done yet.", 0), (turn.FinalOutput, runs));
        Assert.Equal(FailureCause.CutOff, (await ladder.EntriesAsync()).OfType<AttemptFailed>().Single().Cause);
    }

    [Fact]
    public async Task A_history_that_the_provider_finds_too_long_is_fitted_once_more()
    {
        var tooLong = ModelFailure.TooLong;
        var lengths = new List<int>();
        var journal = new InMemoryJournal();
        var model = new ScriptedModel(request =>
        {
            var length = request.Messages.Sum(message => message.Text.Length);
            lengths.Add(length);
            return length > 20_000 ? Fail(new InvalidOperationException("too long")) : Say("Read.");
        });
        var runtime = new TeamRuntime(
            new Team(
                "one",
                new Agent
                {
                    Name = "helper",
                    History = new Baton.Teams.Histories.HistoryPolicy { MostTokens = 100_000 },
                }
            ),
            model,
            journal,
            new RuntimeOptions { FailureClassifier = _ => tooLong }
        );

        var turn = default(Turn);
        for (var message = 0; message < 30; message++)
            turn = await runtime.RunAsync(
                $"Message {message}: {string.Join(' ', Enumerable.Range(0, 120).Select(word => $"word{word}"))}",
                new ConversationId("c1")
            );

        Assert.Equal(TurnOutcome.Replied, turn!.Outcome);
        var entries = await journal.ReadAsync(new ConversationId("c1")).ToListAsync();
        Assert.Contains(entries.OfType<FellBack>(), fell => fell is { Rung: FallbackRung.Retry, Cause: FailureCause.ContextTooLong });
        Assert.All(entries.OfType<FellBack>(), fell => Assert.Equal(FallbackRung.Retry, fell.Rung));
    }
}

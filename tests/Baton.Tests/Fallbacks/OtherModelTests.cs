using System.Net;
using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Fallbacks;

/// <summary>Rung 2: another model for the same agent, and the circuits of models.</summary>
public sealed class OtherModelTests
{
    private static readonly FallbackPolicy Once = new() { Retries = 0 };

    private static ScriptedReply Down => Fail(new HttpRequestException("down", null, HttpStatusCode.InternalServerError));

    [Fact]
    public async Task Another_model_of_the_agent_answers_when_the_first_one_cannot()
    {
        var ladder = new Ladder
        {
            Models = ["a", "b"],
            ["a"] = new ScriptedModel(_ => Down),
            ["b"] = new ScriptedModel(Say("From b.")),
        };

        var turn = await ladder.RunAsync();

        Assert.Equal(("From b.", "helper"), (turn.FinalOutput, turn.Holder));
        var rungs = await ladder.RungsAsync();
        Assert.Equal([FallbackRung.Retry, FallbackRung.Retry, FallbackRung.OtherModel], rungs.Select(fell => fell.Rung));
        Assert.Equal(("a", "b"), (rungs[^1].Model, rungs[^1].To));
        Assert.Equal(["a", "a", "a", "b"], (await ladder.EntriesAsync()).OfType<ModelCallBegun>().Select(begun => begun.Model));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task A_failure_that_stays_goes_to_the_other_model_at_once(HttpStatusCode status)
    {
        var ladder = new Ladder
        {
            Models = ["a", "b"],
            ["a"] = new ScriptedModel(Fail(new HttpRequestException("no", null, status))),
            ["b"] = new ScriptedModel(Say("From b.")),
        };

        Assert.Equal("From b.", (await ladder.RunAsync()).FinalOutput);
        Assert.Equal(FallbackRung.OtherModel, Assert.Single(await ladder.RungsAsync()).Rung);
    }

    [Fact]
    public async Task A_model_that_failed_is_passed_over_for_the_rest_of_the_turn_and_asked_again_in_the_next()
    {
        var ladder = new Ladder
        {
            Models = ["a", "b"],
            Fallback = Once,
            Tools = [Tool.Create(() => "found", "look", effect: ToolEffect.ReadOnly)],
            ["a"] = new ScriptedModel(Down, Say("From a again.")),
            ["b"] = new ScriptedModel(Call("look"), Say("From b.")),
        };

        var first = await ladder.Runtime.RunAsync("Hello?", ladder.Conversation);
        var second = await ladder.Runtime.RunAsync("And now?", ladder.Conversation);

        Assert.Equal(("From b.", "From a again."), (first.FinalOutput, second.FinalOutput));
        Assert.Equal(["a", "b", "b", "a"], (await ladder.EntriesAsync()).OfType<ModelCallBegun>().Select(begun => begun.Model));
    }

    [Fact]
    public async Task A_model_s_private_thoughts_stay_with_it()
    {
        var ladder = new Ladder
        {
            Models = ["a", "b"],
            Fallback = Once,
            Tools = [Tool.Create(() => "found", "look", effect: ToolEffect.ReadOnly)],
            ["a"] = new ScriptedModel(Call("look") with { Thought = "signed by a" }, Down),
            ["b"] = new ScriptedModel(Say("From b.")),
        };

        await ladder.Runtime.RunAsync("Hello?", ladder.Conversation);

        Assert.Contains(ladder["a"].Requests[1].Messages, message => message.Contents.Any(content => content is TextReasoningContent));
        Assert.DoesNotContain(
            ladder["b"].Requests.Single().Messages,
            message => message.Contents.Any(content => content is TextReasoningContent)
        );
        Assert.Contains(
            ladder["b"].Requests.Single().Messages,
            message => message.Contents.Any(content => content is FunctionResultContent)
        );
    }

    [Fact]
    public async Task A_refusal_is_no_answer_and_another_model_is_asked()
    {
        var ladder = new Ladder
        {
            Models = ["a", "b"],
            ["a"] = new ScriptedModel(Say("No.") with { Finish = ChatFinishReason.ContentFilter }),
            ["b"] = new ScriptedModel(Say("Gladly.")),
        };

        Assert.Equal("Gladly.", (await ladder.RunAsync()).FinalOutput);
        var fell = Assert.Single(await ladder.RungsAsync());
        Assert.Equal((FallbackRung.OtherModel, FailureCause.ContentFiltered, new TokenUsage(10, 1)), (fell.Rung, fell.Cause, fell.Usage));
    }

    [Fact]
    public async Task What_one_model_cannot_get_right_twice_another_is_asked()
    {
        var ladder = new Ladder
        {
            Models = ["a", "b"],
            ["a"] = new ScriptedModel(Empty, Empty),
            ["b"] = new ScriptedModel(Say("From b.")),
        };

        Assert.Equal("From b.", (await ladder.RunAsync()).FinalOutput);
        Assert.Equal(
            (FallbackRung.OtherModel, FailureCause.EmptyReply),
            (await ladder.RungsAsync()).Select(fell => (fell.Rung, fell.Cause)).Single()
        );
    }

    [Fact]
    public async Task What_does_not_fit_one_model_s_window_goes_to_one_with_a_larger()
    {
        var ladder = new Ladder
        {
            Instructions = string.Join(' ', Enumerable.Repeat("The dashboard shows an error again.", 300)),
            Models = [new ModelChoice("small", 1500), new ModelChoice("large", 100_000)],
            ["small"] = new ScriptedModel(),
            ["large"] = new ScriptedModel(Say("All read.")),
        };

        Assert.Equal("All read.", (await ladder.RunAsync()).FinalOutput);
        Assert.Empty(ladder["small"].Requests);
        Assert.Equal(FailureCause.ContextTooLong, Assert.Single(await ladder.RungsAsync()).Cause);
    }

    [Fact]
    public async Task A_dead_model_is_not_hammered_by_other_conversations_and_comes_back_by_itself()
    {
        var isUp = false;
        var ladder = new Ladder
        {
            Models = ["a", "b"],
            Fallback = Once,
            CircuitCalls = 4,
            ["a"] = new ScriptedModel(_ => isUp ? Say("From a.") : Down),
            ["b"] = new ScriptedModel(_ => Say("From b.")),
        };

        for (var customer = 0; customer < 20; customer++)
            Assert.Equal("From b.", (await ladder.RunAsync(conversation: $"customer{customer}")).FinalOutput);
        var asked = ladder["a"].Requests.Count;
        isUp = true;
        ladder.Time.Advance(TimeSpan.FromSeconds(11));
        var after = await ladder.RunAsync(conversation: "later");

        Assert.Equal(4, asked);
        Assert.Equal("From a.", after.FinalOutput);
        Assert.Equal("From a.", (await ladder.RunAsync(conversation: "customer3")).FinalOutput);
        var open = (await ladder.Journal.ReadAsync(new ConversationId("customer9")).ToListAsync()).OfType<FellBack>().Single();
        Assert.Equal((FallbackRung.OtherModel, FailureCause.CircuitOpen), (open.Rung, open.Cause));
    }

    [Fact]
    public async Task A_model_whose_client_cannot_be_made_is_one_that_may_not_be_used()
    {
        var team = new Team("one", new Agent { Name = "helper", Models = ["a", "b"] });
        var b = new ScriptedModel(Say("From b."));
        var runtime = new TeamRuntime(team, agent => agent.Model == "a" ? throw new InvalidOperationException("set A_KEY") : b);

        Assert.Equal("From b.", (await runtime.RunAsync("Hello?")).FinalOutput);
    }
}

using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Agents;

/// <summary>Calls and other things that a model writes as text, in a conversation.</summary>
public sealed class WrittenCallTests
{
    private static readonly ConversationId Conversation = new("c1");

    /// <summary>Calls of <c>look_up</c> for the order A1.</summary>
    public static TheoryData<string> Calls =>
        [
            """{"name": "look_up", "arguments": {"order": "A1"}}""",
            "```json\n{\"name\": \"look_up\", \"arguments\": {\"order\": \"A1\"}}\n```",
            "<think>I need it.</think>\n<tool_call>\n{\"name\": \"look_up\", \"arguments\": {\"order\": \"A1\"}}\n</tool_call><|im_end|>",
            "[TOOL_CALLS][{\"name\": \"look_up\", \"arguments\": {\"order\": \"A1\"}}]",
            "<|python_tag|>look_up.call(order=\"A1\")",
            "<function=look_up>{\"order\": \"A1\"}</function>",
            "<function_calls><invoke name=\"look_up\"><parameter name=\"order\">A1</parameter></invoke></function_calls>",
            "look_up(order='A1')",
            "Thought: I need it.\nAction: look_up\nAction Input: {\"order\": \"A1\"}",
        ];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_written_as_text_is_made_and_nothing_of_it_is_shown(string text)
    {
        foreach (var isStreamed in new[] { false, true })
        {
            var run = await RunAsync(isStreamed, new ValidationPolicy(), Say(text), Say("It is sent."));

            Assert.Equal("It is sent.", run.Answer);
            Assert.Equal(["A1"], run.LookedUp);
            Assert.Equal(isStreamed ? ["It is sent."] : [], run.Seen);
            var reply = run.Entries.OfType<ModelCallEnded>().First();
            Assert.True(reply.ReadFromText);
            Assert.Null(reply.Text);
            // The model reads its call as one that it made, with the result.
            var messages = run.Model.Requests[1].Messages;
            var call = Assert.Single(messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
            Assert.Equal(
                call.CallId,
                Assert.Single(messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>()).CallId
            );
        }
    }

    [Fact]
    public async Task Two_written_calls_are_made_and_a_lead_in_stays_words()
    {
        var run = await RunAsync(
            isStreamed: false,
            new ValidationPolicy(),
            Say(
                "Let me look that up:\n<tool_call>{\"name\":\"look_up\",\"arguments\":{\"order\":\"A1\"}}</tool_call>\n"
                    + "<tool_call>{\"name\":\"look_up\",\"arguments\":{\"order\":\"B2\"}}</tool_call>"
            ),
            Say("Both are sent.")
        );

        Assert.Equal(["A1", "B2"], run.LookedUp.Order());
        Assert.Equal("Both are sent.", run.Answer);
        Assert.Equal("Let me look that up:", run.Entries.OfType<ModelCallEnded>().First().Text);
    }

    [Fact]
    public async Task A_call_that_is_made_and_written_is_made_once()
    {
        var run = await RunAsync(
            isStreamed: false,
            new ValidationPolicy(),
            Call("look_up", """{"order":"A1"}""")
                .And(Say("<tool_call>{\"name\":\"look_up\",\"arguments\":{\"order\":\"A1\"}}</tool_call>")),
            Say("It is sent.")
        );

        Assert.Equal(["A1"], run.LookedUp);
        Assert.Null(run.Entries.OfType<ModelCallEnded>().First().Text);
        Assert.Null(run.Entries.OfType<ModelCallEnded>().First().ReadFromText);
    }

    [Theory]
    [InlineData("<tool_call>{\"name\":\"no_such\",\"arguments\":{}}</tool_call>", "You wrote a tool call as text")]
    [InlineData("no_such(order=1)", "You wrote a tool call as text")]
    [InlineData("{\"state\": \"sent\", \"order\": \"A1\"}", "Your answer is data")]
    [InlineData("```json\n[{\"state\": \"sent\"}]\n```", "Your answer is data")]
    [InlineData("<think>Only thoughts.</think>", "Your reply was empty")]
    [InlineData("I will use look_up(order=\"A1\") now.", "You wrote a tool call as text")]
    public async Task What_is_not_for_customers_is_corrected_once_and_then_climbs(string text, string told)
    {
        foreach (var isStreamed in new[] { false, true })
        {
            var corrected = await RunAsync(isStreamed, new ValidationPolicy(), Say(text), Say("It is sent."));
            var climbed = await RunAsync(isStreamed, new ValidationPolicy(), Say(text), Say(text));

            Assert.Equal("It is sent.", corrected.Answer);
            Assert.Contains(told, corrected.Entries.OfType<AttemptFailed>().Single().Told, StringComparison.Ordinal);
            Assert.Contains(told, corrected.Model.Requests[1].Text, StringComparison.Ordinal);
            Assert.Equal(isStreamed, corrected.Seen.Contains("It is sent."));
            Assert.DoesNotContain(
                corrected.Seen,
                seen => seen.Contains('{', StringComparison.Ordinal) || seen.Contains('<', StringComparison.Ordinal)
            );
            Assert.DoesNotContain(text, climbed.Answer, StringComparison.Ordinal);
            Assert.Single(climbed.Entries.OfType<Degraded>());
        }
    }

    [Fact]
    public async Task An_agent_with_a_schema_answers_in_json_and_its_written_calls_are_made()
    {
        var policy = new ValidationPolicy { Schema = JsonText.Parse("""{"type":"object","required":["state"]}""") };

        var run = await RunAsync(
            isStreamed: true,
            policy,
            Say("""{"name":"look_up","arguments":{"order":"A1"}}"""),
            Say("""{"state":"sent","name":"x","arguments":{}}""")
        );

        Assert.Equal(["A1"], run.LookedUp);
        Assert.Equal("""{"state":"sent","name":"x","arguments":{}}""", run.Answer);
    }

    [Theory]
    [InlineData("<think>One.</think>\n\nIt is sent.<|im_end|>", "It is sent.")]
    [InlineData("Hm, so.\n</think>\nIt is sent.", "It is sent.")]
    [InlineData("Your card [card ending 1111] was charged.", "Your card ending in 1111 was charged.")]
    [InlineData("Use the `<think>` tag (twice) and [1].", "Use the `<think>` tag (twice) and [1].")]
    public async Task The_customer_reads_the_words_and_sees_them_come(string text, string words)
    {
        foreach (var isStreamed in new[] { false, true })
        {
            var run = await RunAsync(isStreamed, new ValidationPolicy(), Say(text));

            Assert.Equal(words, run.Answer);
            Assert.Empty(run.Entries.OfType<AttemptFailed>());
            if (isStreamed)
                Assert.Equal(words, run.Seen[^1]);
        }
    }

    private static async Task<WrittenRun> RunAsync(bool isStreamed, ValidationPolicy policy, params ScriptedReply[] replies)
    {
        var lookedUp = new List<string>();
        var team = new Team(
            "written",
            new Agent { Name = "helper", Tools = [Tool.Create((string order) => Look(order), "look_up", effect: ToolEffect.ReadOnly)] },
            fallback: new FallbackPolicy { Validation = policy }
        );
        var journal = new InMemoryJournal();
        var model = new ScriptedModel(replies);
        var runtime = new TeamRuntime(team, _ => model, journal);
        var seen = new List<string>();
        if (isStreamed)
            await foreach (var update in runtime.RunStreamingAsync("Where is A1?", Conversation))
                Note(update, seen);
        else
            await runtime.RunAsync("Where is A1?", Conversation);
        var entries = await journal.ReadAsync(Conversation).ToListAsync();
        var answer = entries.OfType<Replied>().LastOrDefault()?.Text ?? entries.OfType<Degraded>().Last().Text;
        return new WrittenRun(answer, lookedUp, seen, entries, model);

        string Look(string order)
        {
            lookedUp.Add(order);
            return "sent";
        }
    }

    // What the customer's page shows at the end of each text: a withdrawn one is gone.
    private static void Note(TurnUpdate update, List<string> seen)
    {
        switch (update)
        {
            case TextDelta delta when seen.Count > 0 && seen[^1] != "":
                seen[^1] += delta.Text;
                break;
            case TextDelta delta:
                seen.Add(delta.Text);
                break;
            case TextWithdrawn:
                seen[^1] = "";
                break;
            default:
                break;
        }
    }

    private sealed record WrittenRun(
        string Answer,
        List<string> LookedUp,
        List<string> Seen,
        List<JournalEntry> Entries,
        ScriptedModel Model
    );
}

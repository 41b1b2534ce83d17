using System.Globalization;
using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Baton.Texts.Tokens;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Bounds;

/// <summary>
/// A text of 2 MB at every place: the journal keeps it, the model reads it in part with what identifies things, and reads on.
/// </summary>
public sealed class LongTextStoryTests
{
    private const int Window = 16_000;
    private const int Size = 2_000_000;

    private static readonly ConversationId Conversation = new("c1");

    // Lines of an export, with an order in the middle and the total at its end.
    private static readonly string Long = Export(Size);

    private readonly InMemoryJournal journal = new();
    private readonly ScriptedModels models = new();

    [Fact]
    public async Task A_tool_s_result_is_read_in_part_and_on_and_a_short_message_follows()
    {
        string? part = null;
        models["helper"] = new ScriptedModel(request =>
            request.Number switch
            {
                1 => Call("export"),
                2 => Call("read_history", Offset(request.Results[0])),
                3 => Keep(request.Results[0], out part, Say("The total is 99,999.50 EUR.")),
                _ => Say("You are welcome."),
            }
        );
        var runtime = Runtime(Helper(Tool.Create(() => Long, "export", effect: ToolEffect.ReadOnly)));

        Assert.Equal("The total is 99,999.50 EUR.", (await runtime.RunAsync("Export it.", Conversation)).FinalOutput);
        Assert.Equal("You are welcome.", (await runtime.RunAsync("Thanks.", Conversation)).FinalOutput);

        Assert.Equal(Long, (await EntriesAsync()).OfType<ToolCallEnded>().First().Result);
        var requests = models["helper"].Requests;
        Assert.DoesNotContain("read_history", requests[0].Tools);
        Assert.Contains("read_history", requests[1].Tools);
        AssertInPart(requests[1].Results[0]);
        var place = Long.IndexOf(part!.Substring(part.IndexOf(": ", StringComparison.Ordinal) + 2, 200), StringComparison.Ordinal);
        Assert.Equal(int.Parse(Offset(requests[1].Results[0]).Split(' ')[^1].TrimEnd('}'), CultureInfo.InvariantCulture), place);
        AssertPrefix(requests[1], requests[2]);
        Assert.All(requests, AssertFits);
    }

    [Fact]
    public async Task A_customer_s_message_is_answered_passed_on_and_stops_nobody()
    {
        models["helper"] = new ScriptedModel(request => request.Number == 1 ? Transfer("other", "An export.") : Say("Anything else."));
        models["other"] = new ScriptedModel(_ => Say("I see the total of 99,999.50 EUR."));
        var helper = Helper();
        helper.Handoffs.Add(new Agent { Name = "other", ContextWindow = Window });
        var runtime = Runtime(helper);

        Assert.Equal("I see the total of 99,999.50 EUR.", (await runtime.RunAsync(Long, Conversation)).FinalOutput);
        Assert.Equal(TurnOutcome.Replied, (await runtime.RunAsync("Thanks.", Conversation)).Outcome);

        Assert.Equal(Long, (await EntriesAsync()).OfType<MessageReceived>().First().Text);
        AssertInPart(models["helper"].Requests[0].Text);
        AssertInPart(models["other"].Requests[0].Text);
        Assert.Contains("read_history", models["other"].Requests[0].Tools);
        Assert.All(models["other"].Requests.Concat(models["helper"].Requests), AssertFits);
    }

    [Fact]
    public async Task A_colleague_s_report_is_read_in_part()
    {
        models["helper"] = new ScriptedModel(request =>
            request.Number == 1
                ? Transfer("one", "The export.", issues: "The export").And(Transfer("two", "The login.", issues: "The login"))
                : Say("Both are done.")
        );
        models["one"] = new ScriptedModel(_ => Say(Long));
        models["two"] = new ScriptedModel(_ => Say("The login works."));
        var helper = Helper();
        helper.Handoffs.Add(new Agent { Name = "one", ContextWindow = Window });
        helper.Handoffs.Add(new Agent { Name = "two", ContextWindow = Window });
        var team = new Team("long", helper) { Strategy = IssueStrategy.Coordinator };
        var runtime = new TeamRuntime(team, models.For, journal);

        Assert.Equal("Both are done.", (await runtime.RunAsync("Two things.", Conversation)).FinalOutput);
        Assert.Equal(TurnOutcome.Replied, (await runtime.RunAsync("Thanks.", Conversation)).Outcome);

        AssertInPart(models["helper"].Requests[1].Text);
        Assert.All(models["helper"].Requests, AssertFits);
    }

    [Fact]
    public async Task A_person_s_answer_is_read_in_part()
    {
        models["helper"] = new ScriptedModel(request =>
            request.Number == 1 ? Call("escalate", """{"reason":"Ask."}""") : Say("As they said.")
        );
        var runtime = Runtime(Helper(), new Desk { Name = "people" });
        await runtime.RunAsync("Help.", Conversation);

        await runtime.AsOperator("maria").ReplyAsync(Conversation, Long);
        await runtime.AsOperator("maria").HandBackAsync(Conversation, "Done.");
        Assert.Equal("As they said.", (await runtime.RunAsync("And now?", Conversation)).FinalOutput);

        Assert.Contains(Long, (await EntriesAsync()).OfType<OperatorReplied>().Select(replied => replied.Text));
        // The turn is finished: a summary has what identifies things.
        Assert.Contains("INV-77123", models["helper"].Requests[^1].Text, StringComparison.Ordinal);
        Assert.Contains("99,999.50", models["helper"].Requests[^1].Text, StringComparison.Ordinal);
        Assert.All(models["helper"].Requests, AssertFits);
    }

    [Fact]
    public async Task Many_long_results_in_one_turn_are_read_in_smaller_parts_each()
    {
        var export = Export(Size / 10);
        models["helper"] = new ScriptedModel(request => request.Number <= 12 ? Call("export") : Say("That was all."));
        var runtime = Runtime(Helper(Tool.Create(() => export, "export", effect: ToolEffect.ReadOnly)));

        Assert.Equal("That was all.", (await runtime.RunAsync("Export all.", Conversation)).FinalOutput);
        Assert.Equal(TurnOutcome.Replied, (await runtime.RunAsync("Thanks.", Conversation)).Outcome);

        Assert.Empty((await EntriesAsync()).OfType<AttemptFailed>());
        Assert.All(models["helper"].Requests, AssertFits);
    }

    [Fact]
    public async Task A_conversation_that_may_not_be_summarised_goes_on_with_smaller_parts()
    {
        models["helper"] = new ScriptedModel(request => Say($"Answer {request.Number}."));
        var helper = new Agent
        {
            Name = "helper",
            ContextWindow = Window,
            IsSensitive = true,
        };
        var runtime = Runtime(helper);

        for (var turn = 1; turn <= 10; turn++)
            Assert.Equal($"Answer {turn}.", (await runtime.RunAsync(Export(Size / 10) + turn, Conversation)).FinalOutput);

        Assert.All(models["helper"].Requests, AssertFits);
        // Another process writes the same view at once.
        var again = new ScriptedModel(_ => Say("The same."));
        await new TeamRuntime(new Team("long", helper), again, journal).RunAsync("And?", Conversation);
        Assert.Contains("Answer 10.", again.Requests[0].Text, StringComparison.Ordinal);
        AssertFits(again.Requests[0]);
    }

    [Theory]
    [InlineData(null, Window / 4)]
    [InlineData(1_000, 1_000)]
    [InlineData(1, 256)]
    public async Task A_tool_says_how_much_of_its_result_is_read_at_once(int? longest, int tokens)
    {
        models["helper"] = new ScriptedModel(request => request.Number == 1 ? Call("export") : Say("Done."));
        var export = new Tool(Tool.Create(() => Long, "export").Function) { Effect = ToolEffect.ReadOnly, LongestResult = longest };

        await Runtime(Helper(export)).RunAsync("Export it.", Conversation);

        var read = TokenEstimate.Count(models["helper"].Requests[1].Results[0]);
        Assert.InRange(read, tokens / 2, tokens + 400);
    }

    [Theory]
    [InlineData("""{"entry":LAST,"offset":0}""", " customer: ab\n(This is its end.)")]
    [InlineData("""{"entry":"LAST","offset":"1"}""", " customer: b\n(This is its end.)")]
    [InlineData("""{"entry":2,"offset":900000}""", "Entry 2 has 30000 characters: that is behind its end.")]
    [InlineData("""{"entry":99}""", "Nothing was said in entry 99.")]
    [InlineData("""{"entry":2,"offset":-1}""", "Error: 'offset' must be a whole number from 0.")]
    public async Task A_part_of_an_entry_is_read_from_an_offset_on(string arguments, string read)
    {
        var last = "";
        models["helper"] = new ScriptedModel(request =>
            request.Number == 2 ? Call("read_history", arguments.Replace("LAST", last, StringComparison.Ordinal)) : Say("Yes.")
        );
        var runtime = Runtime(Helper());
        await runtime.RunAsync(new string('x', 30_000), Conversation);
        last = ((await EntriesAsync()).Count + 1).ToString(CultureInfo.InvariantCulture);
        await runtime.RunAsync("ab", Conversation);

        Assert.EndsWith(read, models["helper"].Requests[2].Results[0], StringComparison.Ordinal);
    }

    private static ScriptedReply Keep(string result, out string kept, ScriptedReply reply)
    {
        kept = result;
        return reply;
    }

    // The arguments that the model was told to send.
    private static string Offset(string result)
    {
        var told = result[(result.IndexOf("read_history {", StringComparison.Ordinal) + "read_history ".Length)..];
        return told[..(told.IndexOf('}', StringComparison.Ordinal) + 1)];
    }

    private static void AssertInPart(string read)
    {
        Assert.Contains("row 1: nothing", read, StringComparison.Ordinal);
        Assert.Contains("Cut by the runtime", read, StringComparison.Ordinal);
        Assert.Contains("INV-77123", read, StringComparison.Ordinal);
        Assert.Contains("Total: 99,999.50 EUR", read, StringComparison.Ordinal);
        Assert.Contains("read_history {\"entry\": ", read, StringComparison.Ordinal);
    }

    private static void AssertFits(ScriptedRequest request) =>
        Assert.InRange(request.Messages.Sum(message => message.Contents.Sum(content => TokenEstimate.Count(TextOf(content)))), 0, Window);

    // What a model read stays as it was while it works on.
    private static void AssertPrefix(ScriptedRequest before, ScriptedRequest after) =>
        Assert.Equal(
            before.Messages.Select(message => string.Concat(message.Contents.Select(TextOf))),
            after.Messages.Take(before.Messages.Count).Select(message => string.Concat(message.Contents.Select(TextOf)))
        );

    private static string TextOf(AIContent content) =>
        content switch
        {
            TextContent text => text.Text,
            FunctionResultContent result => result.Result?.ToString() ?? "",
            _ => "",
        };

    private static string Export(int size)
    {
        var text = new StringBuilder();
        for (var row = 1; text.Length < size; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"row {row}: nothing of note happened here, and nobody asked\n");
            if (row == 400)
                text.Append("row 400b: invoice INV-77123 was paid late\n");
        }

        return text.Append("Total: 99,999.50 EUR").ToString();
    }

    private static Agent Helper(params Tool[] tools) =>
        new()
        {
            Name = "helper",
            ContextWindow = Window,
            Tools = tools,
        };

    private TeamRuntime Runtime(Agent entry, params Desk[] desks) =>
        new(new Team("long", entry) { Desks = desks, UpdatesIssues = false }, models.For, journal);

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(Conversation).ToListAsync();
}

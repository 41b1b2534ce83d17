using System.ComponentModel;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Agents;

public sealed class ToolCreationTests
{
    private static readonly ConversationId Conversation = new("c1");

    [Fact]
    public void Every_property_of_a_tool_is_an_option()
    {
        var options = new ToolOptions
        {
            Name = "refund",
            Description = "Pays back.",
            Effect = ToolEffect.Idempotent,
            Needs = "billing.refund",
            NeedsArgument = "amount",
            Approval = ApprovalRule.Over("amount", 100),
            Timeout = TimeSpan.FromSeconds(7),
            LongestResult = 512,
            Sensitivity = Clearance.Sensitive,
        };

        var tool = Tool.Create((decimal amount) => amount, options);

        var settable = typeof(Tool).GetProperties().Where(property => property.SetMethod is not null).Select(property => property.Name);
        Assert.Equal(
            settable.Concat(["Name", "Description"]).Order(),
            typeof(ToolOptions).GetProperties().Select(property => property.Name).Order()
        );
        foreach (var name in settable)
            Assert.Equal(typeof(ToolOptions).GetProperty(name)!.GetValue(options), typeof(Tool).GetProperty(name)!.GetValue(tool));
        Assert.Equal(("refund", "Pays back."), (tool.Name, tool.Function.Description));
    }

    [Fact]
    public void Options_and_tools_have_the_same_defaults()
    {
        var made = Tool.Create(FindCharge, new ToolOptions());
        var wrapped = new Tool(AIFunctionFactory.Create(FindCharge));

        foreach (var property in typeof(Tool).GetProperties().Where(property => property.SetMethod is not null))
            Assert.Equal(property.GetValue(wrapped), property.GetValue(made));
    }

    [Fact]
    public void A_local_function_has_the_name_that_its_source_gives_it()
    {
        string FindOrder(string id) => id;
        Task<string> CancelOrderAsync(string id) => Task.FromResult(id);
        static int Count() => 1;

        Assert.Equal(
            ["FindOrder", "CancelOrder", "Count", "FindCharge", "FindOrder", "CancelOrder", "own"],
            new[]
            {
                Tool.Create(FindOrder),
                Tool.Create(CancelOrderAsync),
                Tool.Create(Count, effect: ToolEffect.ReadOnly),
                Tool.Create(FindCharge),
                AIFunctionFactory.Create(FindOrder),
                AIFunctionFactory.Create(CancelOrderAsync),
                AIFunctionFactory.Create(FindOrder, "own"),
            }.Select(tool => tool.Name)
        );
    }

    [Fact]
    public void A_lambda_is_asked_for_a_name_however_the_tool_is_made()
    {
        var problems = new[]
        {
            Assert.Throws<ArgumentException>(() => Tool.Create((string id) => id)),
            Assert.Throws<ArgumentException>(() => Tool.Create((string id) => id, new ToolOptions { Effect = ToolEffect.ReadOnly })),
            Assert.Throws<ArgumentException>(() => new Tool(AIFunctionFactory.Create((string id) => id))),
        };

        Assert.All(problems, problem => Assert.Contains("Tool.Create(method, \"find_charge\")", problem.Message, StringComparison.Ordinal));
        Assert.Equal("look", Tool.Create((string id) => id, "look").Name);
        Assert.Equal("look_up", Tool.Create([DisplayName("look_up")] (string id) => id).Name);
    }

    [Fact]
    public async Task A_tool_call_is_never_in_the_schema_and_never_what_the_model_makes_up()
    {
        var seen = new List<ToolCall>();
        string Pay(decimal amount, ToolCall call)
        {
            seen.Add(call);
            return $"paid {amount}";
        }

        Tool[] tools =
        [
            Tool.Create(Pay, "one"),
            Tool.Create(Pay, new ToolOptions { Name = "two" }),
            new Tool(AIFunctionFactory.Create(Pay, "three")),
            AIFunctionFactory.Create(Pay, "four"),
        ];
        const string MadeUp = """{"amount":5,"call":{"conversation":"c9","agent":"root","id":"mine"}}""";
        var journal = new InMemoryJournal();
        var runtime = new TeamRuntime(
            new Team("helpers", new Agent { Name = "helper", Tools = tools }),
            new ScriptedModel(Call("one", MadeUp), Call("two", MadeUp), Call("three", MadeUp), Call("four", MadeUp), Say("Paid.")),
            journal
        );

        await runtime.RunAsync("Pay.", Conversation);

        Assert.All(
            tools,
            tool =>
            {
                Assert.Equal(
                    ["amount"],
                    tool.Function.JsonSchema.GetProperty("properties").EnumerateObject().Select(member => member.Name)
                );
                Assert.Equal(
                    ["amount"],
                    tool.Function.JsonSchema.GetProperty("required").EnumerateArray().Select(name => name.GetString())
                );
            }
        );
        var entries = await journal.ReadAsync(Conversation).ToListAsync();
        Assert.All(entries.OfType<ToolCallEnded>(), ended => Assert.Equal((ToolOutcome.Ok, "paid 5"), (ended.Outcome, ended.Result)));
        Assert.Equal(entries.OfType<ToolCallBegun>().Select(begun => begun.CallId), seen.Select(call => call.Id));
        Assert.All(seen, call => Assert.Equal((Conversation, "helper"), (call.Conversation, call.Agent)));
    }

    [Fact]
    public void A_function_without_anything_to_give_stays_as_it_is()
    {
        var function = AIFunctionFactory.Create(FindCharge, "find");

        Assert.Same(function, new Tool(function).Function);
    }

    private static string FindCharge(string amount) => amount;
}

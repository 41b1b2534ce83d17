using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Agents;

/// <summary>What cannot work is refused when the team is built, and what a model gets wrong before the tool runs.</summary>
public sealed class ToolRefusalTests
{
    public static TheoryData<ToolOptions, string> Wrong =>
        new()
        {
            {
                new() { Approval = ApprovalRule.Over("ammount", 100) },
                "its approval depends on the argument 'ammount', which there is not: it has 'amount', 'urgent', 'note'."
            },
            {
                new() { Approval = ApprovalRule.Over("amount", 100).Or(ApprovalRule.Over("Amount", 5)) },
                "its approval depends on the argument 'Amount', which there is not: it has 'amount', 'urgent', 'note'."
            },
            {
                new() { Approval = ApprovalRule.Over("call", 100) },
                "its approval depends on the argument 'call', which there is not: it has 'amount', 'urgent', 'note'."
            },
            {
                new() { Approval = ApprovalRule.Over("urgent", 1) },
                "its approval depends on the argument 'urgent', which is never a number."
            },
            {
                new() { Needs = "refund <= 5", NeedsArgument = "sum" },
                "its permission is bounded by the argument 'sum', which there is not: it has 'amount', 'urgent', 'note'."
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_team_refuses_a_tool_whose_deciding_argument_does_not_exist(ToolOptions options, string problem)
    {
        static string Refund(decimal amount, bool urgent, string note, ToolCall call) => $"{amount} {urgent} {note} {call}";

        var refusal = Assert.Throws<TeamException>(() => TeamOf(Tool.Create(Refund, options)));

        Assert.Equal($"Agent 'helper', tool 'Refund': {problem}", Assert.Single(refusal.Problems));
    }

    [Fact]
    public void A_team_refuses_a_deciding_argument_of_a_tool_without_arguments()
    {
        var refund = Tool.Create(() => "paid", new ToolOptions { Name = "refund", Approval = ApprovalRule.Over("amount", 1) });

        var problem = Assert.Single(Assert.Throws<TeamException>(() => TeamOf(refund)).Problems);

        Assert.EndsWith("which there is not: it has no arguments.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_team_takes_deciding_arguments_that_are_there_as_numbers_or_as_text()
    {
        static string Refund(decimal amount, string charge, int? times) => $"{amount} {charge} {times}";
        var options = new ToolOptions
        {
            Approval = ApprovalRule.Over("amount", 100).Or(ApprovalRule.Over("charge", 9)).Or(ApprovalRule.Over("times", 3)),
            NeedsArgument = "amount",
        };

        Assert.Single(TeamOf(Tool.Create(Refund, options), Tool.Create(() => "ok", "any")).Agents);
        TeamOf(Tool.Create(Refund, new ToolOptions { Approval = ApprovalRule.Always }));
    }

    [Theory]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"type":"object","properties":{"note":{}},"additionalProperties":true}""")]
    [InlineData("""{"type":"object","properties":{"note":{}},"anyOf":[{"required":["note"]}]}""")]
    public void A_tool_that_does_not_list_all_its_arguments_may_have_the_deciding_one(string schema)
    {
        var listed = new Listed(schema);
        var rule = ApprovalRule.Over("amount", 1);

        TeamOf(new Tool(listed) { Approval = rule });
        Assert.Throws<TeamException>(() => TeamOf(new Tool(new Listed("""{"properties":{"note":{}}}""")) { Approval = rule }));
    }

    [Fact]
    public async Task Arguments_are_checked_by_their_schema_before_the_tool_runs()
    {
        var runs = new List<decimal>();
        void Refund(decimal amount, ToolCall call) => runs.Add(amount);
        var journal = new InMemoryJournal();
        var tools = new Tool[] { Tool.Create(Refund), new Tool(AIFunctionFactory.Create(Refund, "again")) };
        var model = new ScriptedModel(
            Call("Refund", """{"amount":"much"}""").And(Call("again", """{"call":"mine"}""")),
            Call("Refund", """{"amount":5}""").And(Call("again", """{"amount":6}""")),
            Say("Paid.")
        );

        await new TeamRuntime(TeamOf(tools), model, journal).RunAsync("Pay.", new ConversationId("c1"));

        Assert.Equal([5, 6], runs.Order());
        Assert.Equal(2, await journal.ReadAsync(new ConversationId("c1")).OfType<ToolCallBegun>().CountAsync());
    }

    private static Team TeamOf(params Tool[] tools) => new("helpers", new Agent { Name = "helper", Tools = tools });

    private sealed class Listed(string schema) : AIFunction
    {
        public override string Name => "refund";

        public override JsonElement JsonSchema { get; } = JsonElement.Parse(schema);

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
            new("paid");
    }
}

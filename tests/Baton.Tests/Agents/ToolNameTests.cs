using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Agents;

/// <summary>The forms in which models write the names of tools: the one nearest tool is meant.</summary>
public sealed class ToolNameTests
{
    private readonly ScriptedModels models = new();
    private readonly InMemoryJournal journal = new();
    private readonly ConversationId conversation = new("c1");

    [Theory]
    [InlineData("functions.find_charge")]
    [InlineData("default_api:find_charge")]
    [InlineData("find_charge()")]
    [InlineData("functions.find_charge({})")]
    [InlineData("Find_Charge")]
    [InlineData("find-charge")]
    [InlineData("findCharge")]
    [InlineData("tools/find charge")]
    public async Task A_tool_is_found_by_a_name_in_another_form(string name)
    {
        models["triage"] = new ScriptedModel(Call(name, """{"amount":"1"}"""), Say("Found."));

        var turn = await Runtime().RunAsync("Hello.", conversation);

        Assert.Equal("Found.", turn.FinalOutput);
        Assert.Equal(("find_charge", ToolOutcome.Ok), await EndAsync());
        var call = await CallAsync();
        Assert.Equal(("find_charge", name), (call.Name, call.Named));
    }

    [Theory]
    [InlineData("Transfer_To_Billing_Team")]
    [InlineData("transfer-to-billing-team")]
    [InlineData("functions.transfer_to_billing_team")]
    [InlineData("transfer_to_billing_team()")]
    [InlineData("transferToBillingTeam")]
    [InlineData("Billing Team")]
    [InlineData("billing_team")]
    [InlineData("handoff_to_billing_team")]
    [InlineData("transfer_to_billing_team_agent")]
    public async Task A_transfer_is_found_by_a_name_in_another_form(string name)
    {
        models["triage"] = new ScriptedModel(Call(name, """{"summary":"A refund."}"""));
        models["Billing Team"] = new ScriptedModel(Say("Done."));

        var turn = await Runtime().RunAsync("Hello.", conversation);

        Assert.Equal("Billing Team", turn.Holder);
        Assert.Empty((await EntriesAsync()).OfType<AttemptFailed>());
    }

    [Theory]
    [InlineData("transfer", """{"agent":"billing_team","summary":"A refund."}""")]
    [InlineData("transfer_to_agent", """{"agent_name":"Billing Team"}""")]
    [InlineData("handoff", """{"to":"the billing team","target":"billing team agent"}""")]
    [InlineData("delegate", """{"target":"BILLING-TEAM","summary":"A refund."}""")]
    public async Task A_transfer_to_an_agent_named_in_an_argument_is_the_transfer_to_it(string name, string arguments)
    {
        models["triage"] = new ScriptedModel(Call(name, arguments));
        models["Billing Team"] = new ScriptedModel(Say("Done."));

        var turn = await Runtime().RunAsync("Hello.", conversation);

        Assert.Equal("Billing Team", turn.Holder);
        Assert.Empty((await EntriesAsync()).OfType<AttemptFailed>());
    }

    [Fact]
    public async Task A_transfer_to_an_agent_that_nobody_can_reach_is_told()
    {
        models["triage"] = new ScriptedModel(Call("transfer", """{"agent":"sales"}"""), Say("I cannot."));

        await Runtime().RunAsync("Hello.", conversation);

        Assert.StartsWith(
            "Error: There is no tool 'transfer'.",
            Assert.Single(models["triage"].Requests[1].Results),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("functions.look_up")]
    [InlineData("LOOK-UP")]
    [InlineData("find")]
    [InlineData("()")]
    [InlineData("...")]
    public async Task A_name_that_could_be_two_tools_or_is_none_is_told_with_the_tools_that_were_offered(string name)
    {
        models["triage"] = new ScriptedModel(Call(name), Say("I cannot."));

        await Runtime().RunAsync("Hello.", conversation);

        Assert.Equal(
            $"Error: There is no tool '{name}'. Your tools are: Look_Up, find_charge, lookup, transfer_to_billing_team.",
            Assert.Single(models["triage"].Requests[1].Results)
        );
        Assert.Equal(models["triage"].Requests[0].Tools.Order(), (await CallAsync()).Offered!.Order());
    }

    [Fact]
    public async Task A_tool_that_the_agent_may_not_use_is_not_among_those_it_is_told()
    {
        models["triage"] = new ScriptedModel(Transfer("Billing Team", "A refund."));
        models["Billing Team"] = new ScriptedModel(Call("pay_back"), Say("I cannot."));

        await Runtime().RunAsync("Hello.", conversation);

        Assert.Contains(
            "There is no tool 'pay_back'. Your tools are: update_issue.",
            models["Billing Team"].Requests[1].Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{"arguments":{"amount":"1"}}""", "1")]
    [InlineData("""{"name":"find_charge","parameters":{"amount":"1"}}""", "1")]
    [InlineData("""{"input":"{\"amount\":\"1\"}"}""", "1")]
    [InlineData("""{"amount":"1","input":{"amount":"2"}}""", "1")]
    public async Task Arguments_that_are_wrapped_once_are_those_of_the_tool(string arguments, string amount)
    {
        models["triage"] = new ScriptedModel(Call("find_charge", arguments), Say("Found."));

        await Runtime().RunAsync("Hello.", conversation);

        Assert.Equal($"charge of {amount}", (await EntriesAsync()).OfType<ToolCallEnded>().Single().Result);
    }

    [Fact]
    public async Task A_tool_with_an_argument_of_that_name_gets_it_as_it_is()
    {
        models["triage"] = new ScriptedModel(Call("lookup", """{"input":"{\"input\":\"x\"}"}"""), Say("Found."));

        await Runtime().RunAsync("Hello.", conversation);

        Assert.Equal("""looked up {"input":"x"}""", (await EntriesAsync()).OfType<ToolCallEnded>().Single().Result);
    }

    private TeamRuntime Runtime()
    {
        var billing = new Agent { Name = "Billing Team", Tools = [Tool.Create(() => "paid", "pay", needs: "billing.pay")] };
        var triage = new Agent
        {
            Name = "triage",
            Tools =
            [
                Tool.Create((string amount) => $"charge of {amount}", "find_charge", effect: ToolEffect.ReadOnly),
                Tool.Create((string input) => $"looked up {input}", "lookup", effect: ToolEffect.ReadOnly),
                Tool.Create(() => "looked", "Look_Up", effect: ToolEffect.ReadOnly),
            ],
            Handoffs = [billing],
        };
        return new TeamRuntime(new Team("names", triage), models.For, journal);
    }

    private async Task<ModelToolCall> CallAsync() => (await EntriesAsync()).OfType<ModelCallEnded>().First().Calls![0];

    private async Task<(string, ToolOutcome)> EndAsync()
    {
        var ended = (await EntriesAsync()).OfType<ToolCallEnded>().Single();
        return (ended.Tool, ended.Outcome);
    }

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(conversation).ToListAsync();
}

using Baton.Agents;
using Baton.Handoffs.Clearances;
using Baton.Teams.Files;
using Microsoft.Extensions.AI;

namespace Baton.Tests.Teams.Files;

public sealed class TeamFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("baton-team-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Every_value_of_the_file_reaches_the_team()
    {
        await using var file = await Load(
            """
            name: shop
            entry: desk
            model: ollama/qwen3:8b
            message: |
              Hello
              there
            limits: {model_calls: 5, tool_calls: 6, handoffs: 7, model_timeout: 2m}
            agents:
              desk:
                instructions: "  Be kind.\n"
                handoffs: [{to: Money Matters, when: It is about money.}]
              Money Matters:
                description: Knows about money.
                clearance: sensitive
                model: anthropic/claude-opus
                handoffs: [desk]
                examples: [where is my money]
                answers:
                  - when: [refund please]
                    look_up: [{tool: pay_back, as: refund, with: {amount: 49.90}}]
                    say: "You get {refund.amount}."
                    otherwise: Sorry.
                tools: [pay_back]
            tools:
              pay_back: {function: refund, description: Pays back., effect: idempotent, timeout: 90s, sensitivity: secret}
            clearance_policy:
              patterns: [{name: staff, pattern: 'E-\d{6}', sensitivity: secret}]
              fields: [passport, {name: recovery code, sensitivity: secret}]
            """);
        var (desk, money) = (file.Team.Entry, file.Team.Agents[1]);
        var answer = Assert.Single(money.Answers);
        var lookUp = Assert.Single(answer.LookUp);
        var tool = Assert.Single(money.Tools);

        Assert.Equal(("shop", "Hello\nthere"), (file.Team.Name, file.Message));
        Assert.Equal(new() { ModelCalls = 5, ToolCalls = 6, Handoffs = 7, ModelTimeout = TimeSpan.FromMinutes(2) }, file.Team.Limits);
        Assert.Equal(("Be kind.", "ollama/qwen3:8b"), (desk.Instructions, desk.Model));
        Assert.Equal(("Knows about money.", "anthropic/claude-opus"), (money.Description, money.Model));
        Assert.Equal("It is about money.", Assert.Single(desk.Handoffs).Description);
        Assert.Same(desk, Assert.Single(money.Handoffs).Target);
        Assert.Equal(["where is my money"], money.Examples);
        Assert.Equal(("You get {refund.amount}.", "Sorry."), (answer.Say, answer.Otherwise));
        Assert.Equal(("pay_back", "refund", "49.90"), (lookUp.Tool, lookUp.As, lookUp.With["amount"]));
        Assert.Equal(("pay_back", "Pays back."), (tool.Name, tool.Function.Description));
        Assert.Equal((ToolEffect.Idempotent, TimeSpan.FromSeconds(90)), (tool.Effect, tool.Timeout));
        Assert.Equal((Clearance.Normal, Clearance.Sensitive, Clearance.Secret), (desk.Clearance, money.Clearance, tool.Sensitivity));
        Assert.Equal([new SensitivePattern("staff", @"E-\d{6}", Clearance.Secret)], file.Team.ClearancePolicy.Patterns);
        Assert.Equal([new SensitiveField("passport"), new SensitiveField("recovery code", Clearance.Secret)], file.Team.ClearancePolicy.Fields);
        Assert.Equal("paid 3", (await tool.Function.InvokeAsync(new AIFunctionArguments { ["amount"] = 3 }, TestContext.Current.CancellationToken))?.ToString());
    }

    [Fact]
    public async Task What_is_left_out_has_its_default()
    {
        await using var file = await Load("name: one\nentry: only\nagents: {only: {tools: [refund]}}\ntools: {refund: {function: refund}}\n");
        var tool = Assert.Single(file.Team.Entry.Tools);

        Assert.Null(file.Message);
        Assert.Equal(new(), file.Team.Limits);
        Assert.Equal(("auto", "", null), (file.Team.Entry.Model, file.Team.Entry.Instructions, file.Team.Entry.Description));
        Assert.Equal((ToolEffect.Once, TimeSpan.FromSeconds(30), "Refunds."), (tool.Effect, tool.Timeout, tool.Function.Description));
    }

    [Fact]
    public async Task The_entry_agent_comes_first_and_the_others_in_file_order()
    {
        await using var file = await Load("name: n\nentry: c\nagents: {a: {}, b: {handoffs: [a]}, c: {handoffs: [b]}}\n");

        Assert.Equal(["c", "a", "b"], file.Team.Agents.Select(agent => agent.Name));
    }

    private Task<TeamFile> Load(string text)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "team.yaml"), text);
        var refund = Tool.Create((decimal amount) => $"paid {amount}", "give_back", "Refunds.");
        return TeamFile.LoadAsync(folder.FullName, new TeamFileOptions { Tools = { ["refund"] = refund } }, TestContext.Current.CancellationToken);
    }
}

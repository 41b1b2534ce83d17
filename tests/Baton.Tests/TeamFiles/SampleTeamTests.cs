using System.Text.Json;
using Baton.TeamFiles;
using Microsoft.Extensions.AI;

namespace Baton.Tests.TeamFiles;

public sealed class SampleTeamTests
{
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "support");

    [Fact]
    public async Task The_support_sample_loads_into_a_team_with_agents_in_file_order()
    {
        await using var file = await TeamFile.LoadAsync(Sample, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("support", file.Team.Name);
        Assert.Equal(["triage", "billing", "technical", "general"], file.Team.Agents.Select(agent => agent.Name));
        Assert.Equal(["billing", "technical", "general"], file.Team.Entry.Handoffs.Select(handoff => handoff.Target.Name));
        Assert.StartsWith(
            "I've been charged $49.99 but my plan should be $29.99. Also, the dashboard",
            file.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(Path.Combine(Sample, "team.yaml"), file.Path);
    }

    [Fact]
    public void The_support_sample_has_no_problems() => Assert.Empty(TeamFile.Check(Sample, new TeamFileOptions()));

    [Fact]
    public async Task The_amounts_that_the_customer_names_are_found()
    {
        await using var file = await TeamFile.LoadAsync(Sample, cancellationToken: TestContext.Current.CancellationToken);
        var billing = file.Team.Agents.Single(agent => agent.Name == "billing");

        var charge = await Row(billing, "find_charge", "amount", "$49.99");
        var plan = await Row(billing, "find_plan", "price", "$29.99");

        Assert.Equal("20.00", charge.GetProperty("refund_due").GetString());
        Assert.Equal("Basic", plan.GetProperty("plan").GetString());
        Assert.Equal("29.99", plan.GetProperty("price").GetRawText());
    }

    [Fact]
    public async Task Every_agent_but_triage_has_enough_to_learn_from()
    {
        await using var file = await TeamFile.LoadAsync(Sample, cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(file.Team.Agents, agent => Assert.InRange(agent.Examples.Count, 8, 12));
        Assert.All(file.Team.Agents.Where(agent => agent != file.Team.Entry), agent => Assert.InRange(agent.Answers.Count, 5, 12));
    }

    private static async Task<JsonElement> Row(Agent agent, string tool, string argument, string value)
    {
        var function = agent.Tools.Single(candidate => candidate.Name == tool).Function;
        var result = await function.InvokeAsync(new AIFunctionArguments { [argument] = value }, TestContext.Current.CancellationToken);
        return Assert.Single(((JsonElement)result!).GetProperty("rows").EnumerateArray());
    }
}

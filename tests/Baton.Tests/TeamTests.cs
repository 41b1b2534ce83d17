using Baton.Agents;
using Baton.Teams;

namespace Baton.Tests;

public sealed class TeamTests
{
    [Fact]
    public void Names_that_collide_as_tools_are_refused_when_the_team_is_built()
    {
        var triage = new Agent
        {
            Name = "triage",
            Handoffs = [new Agent { Name = "Billing Support" }, new Agent { Name = "billing-support" }],
        };

        var refusal = Assert.Throws<TeamException>(() => new Team("support", triage));

        Assert.Contains(refusal.Problems, problem => problem.Contains("transfer_to_billing_support", StringComparison.Ordinal));
    }

    [Fact]
    public void An_over_long_name_is_refused_when_the_team_is_built()
    {
        var triage = new Agent { Name = "triage", Handoffs = [new Agent { Name = new string('b', 53) }] };

        var refusal = Assert.Throws<TeamException>(() => new Team("support", triage));

        Assert.Contains("53 characters", Assert.Single(refusal.Problems), StringComparison.Ordinal);
    }
}

using Baton.Journals.Handoffs;
using Baton.Teams.Histories;
using Baton.Teams.Issues;

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

    [Fact]
    public void A_history_that_cannot_be_given_is_refused_at_every_level()
    {
        var wrong = new HistoryPolicy
        {
            Mode = (HistoryMode)7,
            ShortTokens = -1,
            TailTokens = -2,
            DenseFacts = -0.5,
            SummaryShare = 0,
            Room = 0.91,
            Margin = double.NaN,
        };
        var billing = new Agent
        {
            Name = "billing",
            History = new HistoryPolicy { SummaryShare = 1.5 },
        };
        var triage = new Agent { Name = "triage", Handoffs = [new Handoff(billing) { History = new HistoryPolicy { Margin = 0.5 } }] };

        var ofTeam = Assert.Throws<TeamException>(() => new Team("support", new Agent { Name = "triage" }) { History = wrong });
        var ofOthers = Assert.Throws<TeamException>(() => new Team("support", triage));

        Assert.Equal(
            [
                "Team 'support': the history's Mode is 7: it must be Auto, Verbatim or Summary.",
                "Team 'support': the history's ShortTokens is -1: it must be at least 0.",
                "Team 'support': the history's TailTokens is -2: it must be at least 0.",
                "Team 'support': the history's DenseFacts is -0.5: it must be a number from 0.",
                "Team 'support': the history's SummaryShare is 0: it must be a number above 0 and up to 1.",
                "Team 'support': the history's Room is 0.91: it must be a number from 0 to 0.9.",
                "Team 'support': the history's Margin is NaN: it must be a number from 1 to 5.",
            ],
            ofTeam.Problems
        );
        Assert.Equal(
            [
                "Agent 'triage', handoff to 'billing': the history's Margin is 0.5: it must be a number from 1 to 5.",
                "Agent 'billing': the history's SummaryShare is 1.5: it must be a number above 0 and up to 1.",
            ],
            ofOthers.Problems
        );
    }

    [Fact]
    public void The_ends_of_what_a_history_takes_are_taken()
    {
        var least = new HistoryPolicy
        {
            ShortTokens = 0,
            TailTokens = 0,
            DenseFacts = 0,
            SummaryShare = double.Epsilon,
            Room = 0,
            Margin = 1,
        };
        var most = new HistoryPolicy
        {
            SummaryShare = 1,
            Room = 0.9,
            Margin = 5,
        };

        var team = new Team("support", new Agent { Name = "triage", History = least }) { History = most };

        Assert.Equal((most, least), (team.History, team.Entry.History));
    }

    [Fact]
    public void A_copy_of_a_team_follows_its_own_settings_and_leaves_the_original_as_it_was()
    {
        var billing = new Agent { Name = "billing" };
        var original = new Team("support", new Agent { Name = "triage", Handoffs = [billing] }) { SensitiveCategories = ["billing"] };
        Assert.Empty(original.Ladder.Names);

        var copy = original with { Desks = [new Desk { Name = "people" }], SensitiveCategories = [], UpdatesIssues = false };

        Assert.Equal(["people"], copy.Ladder.Names);
        Assert.False(copy.IsSensitive("billing", "billing"));
        Assert.DoesNotContain(copy["triage"].Shown, tool => tool.Name == UpdateIssue.ToolName);
        Assert.Empty(original.Ladder.Names);
        Assert.True(original.IsSensitive("billing", "billing"));
        Assert.Contains(original["triage"].Shown, tool => tool.Name == UpdateIssue.ToolName);
        Assert.NotEqual(original, copy);
    }

    [Fact]
    public void A_copy_of_a_team_is_checked_as_the_original_was() =>
        Assert.Throws<TeamException>(() =>
            new Team("support", new Agent { Name = "triage" }) with
            {
                Desks = [new Desk { Name = "triage" }],
            }
        );
}

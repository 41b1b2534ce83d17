using Baton.Journals.Entries;
using Baton.Teams.Rules;
using Baton.Teams.Triage;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Routers;

/// <summary>Rules of escalation that ask what the router says of a message.</summary>
public sealed class RouterRuleTests
{
    private static readonly EscalationRule Charges = new("charges")
    {
        Router = new RouterCondition { Agents = ["billing"], ConfidenceAtLeast = 0.6 },
        Target = "people",
    };

    [Fact]
    public async Task A_message_that_is_sure_to_be_about_it_escalates_before_any_model_is_asked()
    {
        var team = Team(Charges);

        var turn = await team.RunAsync(RoutedTeam.Charge);

        Assert.Equal(("people", TurnOutcome.WaitingOnPerson), (turn.Holder, turn.Outcome));
        Assert.Empty(await team.AskedAsync());
        var entries = await team.EntriesAsync();
        Assert.Equal("charges", Assert.Single(entries.OfType<MessageRouted>()).Rule);
        var escalated = Assert.Single(entries.OfType<Escalated>());
        Assert.Equal((FailureCause.Rule, "charges"), (escalated.Trigger, escalated.Rule));
    }

    [Fact]
    public async Task A_part_of_the_message_is_enough()
    {
        var team = Team(Charges);

        Assert.Equal("people", (await team.RunAsync(RoutedTeam.Both)).Holder);
    }

    [Fact]
    public async Task Another_topic_or_too_little_confidence_changes_nothing()
    {
        foreach (
            var (rule, message) in new[]
            {
                (Charges, RoutedTeam.Dashboard),
                (Charges with { Router = Charges.Router! with { ConfidenceAtLeast = 1 } }, RoutedTeam.Charge),
            }
        )
        {
            var team = Team(rule);
            Assert.Equal("What is it about?", (await team.RunAsync(message)).FinalOutput);
            Assert.Null(Assert.Single((await team.EntriesAsync()).OfType<MessageRouted>()).Rule);
        }
    }

    [Fact]
    public async Task Messages_are_read_whoever_holds_the_baton()
    {
        var team = Team(Charges);
        team.Models["triage"] = new ScriptedModel(Transfer("technical", "The dashboard.", 0.9));
        Assert.Equal("technical", (await team.RunAsync(RoutedTeam.Dashboard)).Holder);

        var turn = await team.RunAsync(RoutedTeam.Charge, "m2");

        Assert.Equal("people", turn.Holder);
        Assert.Equal(["m1", "m2"], (await team.EntriesAsync()).OfType<MessageRouted>().Select(routed => routed.Message.Value));
    }

    [Fact]
    public async Task What_nobody_here_should_take_can_go_to_people()
    {
        var team = Team(
            new EscalationRule("nobody")
            {
                Router = new RouterCondition { OutOfScope = true },
                Target = "people",
            }
        );

        Assert.Equal("people", (await team.RunAsync("zxqv wrtp klmn bbdd")).Holder);
    }

    [Fact]
    public async Task The_fast_path_comes_behind_a_rule()
    {
        var team = Team(Charges, new TriagePolicy { FastPathConfidence = 0.6 });

        Assert.Equal("people", (await team.RunAsync(RoutedTeam.Charge)).Holder);
    }

    [Theory]
    [InlineData("needs exactly one of agents and out of scope", false, "")]
    [InlineData("needs exactly one of agents and out of scope", true, "billing")]
    [InlineData("there is no agent 'nobody'", false, "nobody")]
    public void A_condition_that_cannot_hold_is_refused(string expected, bool outOfScope, string agent)
    {
        var rule = new EscalationRule("a")
        {
            Router = new RouterCondition { OutOfScope = outOfScope, Agents = agent.Length > 0 ? [agent] : [] },
        };

        Assert.Contains(expected, Assert.Throws<TeamException>(() => Team(rule).Runtime()).Message);
    }

    [Fact]
    public void A_rule_asks_the_router_or_the_text_and_its_confidence_is_a_share()
    {
        Assert.Contains(
            "make two rules",
            Assert.Throws<TeamException>(() => Team(Charges with { Phrases = ["refund"] }).Runtime()).Message
        );
        Assert.Contains(
            "it never fires",
            Assert.Throws<TeamException>(() => Team(Charges with { On = [RuleOccasion.Reply] }).Runtime()).Message
        );
        Assert.Contains(
            "from 0 to 1",
            Assert
                .Throws<TeamException>(() => Team(Charges with { Router = Charges.Router! with { ConfidenceAtLeast = 2 } }).Runtime())
                .Message
        );
    }

    private static RoutedTeam Team(EscalationRule rule, TriagePolicy? policy = null) =>
        new()
        {
            Policy = policy ?? TriagePolicy.Default,
            Desk = new Desk { Name = "people" },
            Rules = [rule],
        };
}

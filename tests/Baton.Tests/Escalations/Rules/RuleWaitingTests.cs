using Baton.Journals.Entries;
using Baton.Teams.Rules;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Escalations.Rules;

/// <summary>Rules where work runs side by side, or a call waits for approval.</summary>
public sealed class RuleWaitingTests
{
    [Fact]
    public async Task A_rule_fires_in_a_leg_and_the_other_leg_is_answered()
    {
        var team = new RuleTeam([new EscalationRule("legal") { Phrases = ["court"] }], strategy: IssueStrategy.Coordinator);
        team.Models["triage"] = new ScriptedModel(request =>
            request.Text.Contains("<baton:report", StringComparison.Ordinal)
                ? Say("The dashboard works.")
                : Transfer("billing", "A refund.", 0.9, "Refund").And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
        );
        team.Models["billing"] = new ScriptedModel(Say("We meet in court."));
        team.Models["technical"] = new ScriptedModel(Say("It works again."));

        var turn = await team.SayAsync("Two things.");

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.StartsWith("The dashboard works.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("in court", turn.FinalOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("in court", team.Models["triage"].Requests[^1].Text, StringComparison.Ordinal);
        var escalated = await team.EscalatedAsync();
        Assert.Equal(("legal", true), (escalated.Rule, escalated.Leg is not null));
        var drafts = (await team.EntriesAsync()).OfType<HandedOff>().Last().Briefing.Drafts;
        Assert.Equal("billing", Assert.Single(drafts!).By);
    }

    [Fact]
    public async Task A_message_that_fires_while_legs_wait_for_approval_ends_them_and_takes_everything_to_people()
    {
        var team = new RuleTeam([new EscalationRule("legal") { Phrases = ["court"] }], strategy: IssueStrategy.Coordinator);
        team.Models["triage"] = new ScriptedModel(_ =>
            Transfer("billing", "A refund.", 0.9, "Refund").And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
        );
        team.Models["billing"] = new ScriptedModel(_ => Call("pay"));
        team.Models["technical"] = new ScriptedModel(_ => Call("pay"));
        await team.SayAsync("Two things.");

        var turn = await team.SayAsync("See you in court.");

        Assert.Equal((TurnOutcome.WaitingOnPerson, "people"), (turn.Outcome, turn.Holder));
        Assert.All((await team.EntriesAsync()).OfType<LegEnded>(), ended => Assert.Equal(LegOutcome.Escalated, ended.Outcome));
        Assert.Equal(2, (await team.EntriesAsync()).OfType<LegEnded>().Count());
        Assert.All(turn.Issues, issue => Assert.Equal("people", issue.Owner));
        Assert.Equal(0, team.Paid);
        var after = await team.Runtime().AsOperator("maria").ReplyAsync(team.Conversation, "We will sort this out.");
        Assert.Equal("We will sort this out.", after!.FinalOutput);
    }

    [Fact]
    public async Task A_message_that_fires_while_a_call_waits_for_approval_takes_the_call_away()
    {
        var team = new RuleTeam([new EscalationRule("legal") { Phrases = ["court"] }]);
        team.Models["triage"] = new ScriptedModel(_ => Transfer("billing", "A refund.", 0.9, "Refund"));
        team.Models["billing"] = new ScriptedModel(Call("pay"), Say("As you wish."));
        await team.SayAsync("Pay me.");
        var call = Assert.Single((await team.EntriesAsync()).OfType<ApprovalAsked>()).CallId;

        var turn = await team.SayAsync("See you in court.");

        Assert.Equal((TurnOutcome.WaitingOnPerson, "people"), (turn.Outcome, turn.Holder));
        await Assert.ThrowsAsync<InvalidOperationException>(() => team.Runtime().AsOperator("maria").ApproveAsync(team.Conversation, call));
        var after = await team.Runtime().AsOperator("maria").HandBackAsync(team.Conversation, "We talked.");
        Assert.Equal(("As you wish.", 0), (after!.FinalOutput, team.Paid));
    }
}

using Baton.Agents;
using Baton.Conversations;
using Baton.Handoffs;
using Baton.Issues;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>Issues that come up, come back or change hands while legs run.</summary>
public sealed class LegStoryTests
{
    private readonly LegTeam team = new();

    [Fact]
    public async Task A_message_while_an_approval_waits_in_a_leg_gets_a_leg_of_its_own_and_one_answer_serves_all()
    {
        var careful = new LegTeam(approval: ApprovalRule.Always, more: 1);
        careful.Models["billing"] = new ScriptedModel(Call("look_up"), Say("Paid back."));
        careful.Models["s1"] = new ScriptedModel(Say("Open from 9 to 5."));
        careful.Models["triage"] = new ScriptedModel(
            LegTeam.Both,
            Transfer("s1", "When is it open?", 0.9, "Opening hours"),
            Say("Paid back, works again, open from 9 to 5."));

        await careful.RunAsync("Two things.");
        var waiting = await careful.RunAsync("And when are you open?");
        var asked = (await careful.EntriesAsync()).OfType<ApprovalAsked>().Single();
        var turn = await careful.Runtime().AsOperator("maria").ApproveAsync(careful.Conversation, asked.CallId);

        Assert.Equal(TurnOutcome.WaitingOnPerson, waiting.Outcome);
        Assert.Equal("Paid back, works again, open from 9 to 5.", turn!.FinalOutput);
        Assert.Equal(["Wrong charge", "Dashboard", "Opening hours"], turn.Issues.Select(issue => issue.Title));
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
        var read = careful.Models["triage"].Requests[^1].Text;
        Assert.Contains("Open from 9 to 5.", read, StringComparison.Ordinal);
        Assert.Single((await careful.EntriesAsync()).OfType<Replied>());
    }

    [Fact]
    public async Task An_issue_that_an_agent_finds_in_its_leg_is_worked_on_in_that_leg()
    {
        team.Models["billing"] = new ScriptedModel(Say("Paid back.").And(Transfer("invoices", "Send it.", 0.9, "Invoice copy")));
        team.Models["invoices"] = new ScriptedModel(Say("The invoice is sent."));

        var turn = await team.RunAsync("Two things.");

        Assert.Equal("All done: Paid back. The invoice is sent. Works again.", turn.FinalOutput);
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
        var entries = await team.EntriesAsync();
        Assert.Equal([new IssueId(1), new IssueId(3)], entries.OfType<LegEnded>().Single(ended => ended.Leg == "1").Issues);
        Assert.Equal(["1", "2"], entries.Select(entry => entry.Leg).OfType<string>().Distinct().Order());
    }

    [Fact]
    public async Task A_reopened_issue_is_worked_on_beside_a_new_one_under_its_own_number()
    {
        await team.RunAsync("Two things.");
        team.Models["billing"] = new ScriptedModel(Say("Paid back again."));
        team.Models["technical"] = new ScriptedModel(Say("The export works."));
        team.Models["triage"] = new ScriptedModel(
            Transfer("billing", "Charged again.", 0.9, "1").And(Transfer("technical", "It hangs.", 0.9, "Export")),
            Say("Paid back again, and the export works."));

        var turn = await team.RunAsync("I was charged again, and the export hangs.");

        Assert.Equal(["Wrong charge", "Dashboard", "Export"], turn.Issues.Select(issue => issue.Title));
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
        var legs = (await team.EntriesAsync()).OfType<LegEnded>().Where(ended => ended.Leg is "3" or "4").OrderBy(ended => ended.Leg);
        Assert.Equal([1, 3], legs.Select(ended => Assert.Single(ended.Issues).Value));
    }

    [Fact]
    public async Task The_same_issue_raised_twice_is_one_entry_of_the_ledger_and_one_leg()
    {
        team.Models["triage"] = new ScriptedModel(
            LegTeam.Both.And(Transfer("billing", "The charge is wrong.", 0.9, "wrong charge")),
            Say("All done."));

        var turn = await team.RunAsync("The charge is wrong, and the dashboard. The charge is wrong!");

        Assert.Equal(["Wrong charge", "Dashboard"], turn.Issues.Select(issue => issue.Title));
        Assert.Equal(2, (await team.EntriesAsync()).OfType<LegEnded>().Count());
    }

    [Fact]
    public async Task A_leg_cannot_take_an_issue_out_of_another_leg()
    {
        var technicalAsked = new TaskCompletionSource();
        var billingEnded = new TaskCompletionSource();
        team.Models["billing"] = new ScriptedModel(_ => Transfer("invoices", "Take it.", 0.9, "2") with { After = technicalAsked.Task });
        team.Models["invoices"] = new ScriptedModel(_ =>
        {
            billingEnded.SetResult();
            return Say("Not mine.");
        });
        team.Models["technical"] = new ScriptedModel(_ =>
        {
            technicalAsked.SetResult();
            return Say("Works again.") with { After = billingEnded.Task };
        });

        var turn = await team.RunAsync("Two things.");

        Assert.Equal(("technical", IssueStatus.Resolved), (turn.Issues[1].Owner, turn.Issues[1].Status));
        Assert.Equal(("Dashboard", "invoices"), (turn.Issues[2].Title, turn.Issues[2].Owner));
    }

    [Fact]
    public async Task Reports_that_come_in_behind_an_agent_s_own_words_are_told_too()
    {
        team.Models["billing"] = new ScriptedModel(
            Say("Paid back.").And(Transfer("invoices", "Find it.", 0.9, "Find the invoice")).And(Transfer("refunds", "Pay it.", 0.9, "Pay the other one")),
            Say("Invoice 7, and the other one is on its way."));
        team.Models["invoices"] = new ScriptedModel(Say("It is invoice 7."));
        team.Models["refunds"] = new ScriptedModel(Say("It is on its way."));

        var turn = await team.RunAsync("Two things.");

        Assert.Equal("All done: Paid back. Invoice 7, and the other one is on its way. Works again.", turn.FinalOutput);
    }

    [Fact]
    public async Task What_a_leg_could_not_finish_can_be_given_to_somebody_else_in_the_same_turn()
    {
        var spare = new LegTeam(more: 1);
        spare.Models["billing"] = new ScriptedModel(_ => Fail(new InvalidOperationException("down")));
        spare.Models["s1"] = new ScriptedModel(Say("Paid back by hand."));
        spare.Models["triage"] = new ScriptedModel(
            LegTeam.Both,
            Transfer("s1", "Billing is down.", 0.9, "1"),
            Say("Paid back by hand, and it works again."));

        var turn = await spare.RunAsync("Two things.");

        Assert.Equal("Paid back by hand, and it works again.", turn.FinalOutput);
        Assert.Equal([("s1", IssueStatus.Resolved), ("technical", IssueStatus.Resolved)], turn.Issues.Select(issue => (issue.Owner, issue.Status)));
        var opened = (await spare.EntriesAsync()).OfType<HandedOff>().Where(handed => handed.Trigger == HandoffTrigger.Delegated);
        Assert.Equal([("1", "billing"), ("2", "technical"), ("3", "s1")], opened.Select(handed => (handed.Leg!, handed.To)));
    }

    [Fact]
    public async Task What_a_leg_could_not_finish_is_taken_up_with_the_next_message()
    {
        team.Models["billing"] = new ScriptedModel(request => request.Number == 1 ? Fail(new InvalidOperationException("down")) : Say("Paid back."));
        team.Models["triage"] = new ScriptedModel(LegTeam.Both, Say("It works again. The charge stays open."), Say("One moment."));

        await team.RunAsync("Two things.");
        var turn = await team.RunAsync("And the charge?");

        Assert.EndsWith("Paid back.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }
}

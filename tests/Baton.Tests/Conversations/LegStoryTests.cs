using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Testing.ChatClients;
using Baton.Tests.Issues;
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
            Say("Paid back, works again, open from 9 to 5.")
        );

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
            Say("Paid back again, and the export works.")
        );

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
            Say("All done.")
        );

        var turn = await team.RunAsync("The charge is wrong, and the dashboard. The charge is wrong!");

        Assert.Equal(["Wrong charge", "Dashboard"], turn.Issues.Select(issue => issue.Title));
        Assert.Equal(2, (await team.EntriesAsync()).OfType<LegEnded>().Count());
    }

    [Theory]
    [InlineData("2")]
    [InlineData("dashboard!")]
    public async Task An_issue_that_another_leg_has_stays_there_and_who_raises_it_again_is_told_and_goes_on(string named)
    {
        var legs = Beside(Transfer("invoices", "It began on Monday.", 0.9, named), Say("Paid back."));

        var turn = await legs.RunAsync("Two things.");

        Assert.Equal("All done: Paid back. Works again.", turn.FinalOutput);
        Assert.Equal([("Wrong charge", "billing"), ("Dashboard", "technical")], turn.Issues.Select(issue => (issue.Title, issue.Owner)));
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
        var entries = await legs.EntriesAsync();
        var repeated = entries.OfType<IssueChanged>().Single(change => change.RepeatedBy is not null);
        Assert.Equal((new IssueId(2), "technical", "billing", "1"), (repeated.Issue, repeated.Owner, repeated.By, repeated.Leg));
        Assert.Equal(["It began on Monday."], repeated.Notes!);
        var told = Assert.Single(legs.Models["billing"].Requests[1].Results);
        Assert.StartsWith(
            "Not handed over: #2 Dashboard already belongs to technical, working in parallel.",
            told,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(entries, entry => entry is HandedOff { To: "invoices" });
    }

    [Fact]
    public async Task What_a_leg_answers_beside_an_issue_of_another_leg_counts_without_asking_again()
    {
        var legs = Beside(Say("Paid back.").And(Transfer("invoices", "It began on Monday.", 0.9, "Dashboard")));

        var turn = await legs.RunAsync("Two things.");

        Assert.Equal("All done: Paid back. Works again.", turn.FinalOutput);
        Assert.Equal(2, turn.Issues.Count);
        Assert.Single(legs.Models["billing"].Requests);
    }

    [Fact]
    public async Task A_transfer_of_an_own_issue_and_of_another_leg_s_hands_over_the_own_one_alone()
    {
        var legs = Beside(Transfer("invoices", "Both.", 0.9, "Dashboard", "1"));
        legs.Models["invoices"] = new ScriptedModel(Say("Paid back by invoices."));

        var turn = await legs.RunAsync("Two things.");

        Assert.Equal([("Wrong charge", "invoices"), ("Dashboard", "technical")], turn.Issues.Select(issue => (issue.Title, issue.Owner)));
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }

    [Fact]
    public async Task A_leg_that_raises_nothing_but_what_another_has_is_ended_by_the_bounds_of_the_turn()
    {
        var legs = Beside();
        legs.Models["billing"] = new ScriptedModel(_ => Transfer("invoices", "Take it.", 0.9, "Dashboard"));
        legs.Models["technical"] = new ScriptedModel(_ =>
            Say("Works again.") with
            {
                After = legs.Journal.FollowAsync(legs.Conversation).AnyAsync(entry => entry is LegEnded).AsTask(),
            }
        );

        var turn = await legs.RunAsync("Two things.");

        Assert.Equal(2, turn.Issues.Count);
        Assert.Equal("All done: Works again. Not everything is done.", turn.FinalOutput);
        Assert.Single(
            (await legs.EntriesAsync())
                .OfType<IssueChanged>()
                .Where(change => change.RepeatedBy is not null)
                .DistinctBy(change => change.Issue)
        );
    }

    [Theory]
    [InlineData(
        null,
        "It began on Monday.",
        "Noted: #2 Dashboard (technical, in_progress). technical has it and works on it in parallel. Continue with your own."
    )]
    [InlineData(
        "open",
        null,
        "Error: #2 Dashboard already belongs to technical, who works on it in parallel. Say in 'reason' what to add, or leave it to "
            + "them. Nothing was changed."
    )]
    [InlineData("resolved", "Done.", "Error: technical is working on #2 in parallel. You can only comment on it. Nothing was changed.")]
    public async Task An_issue_of_another_leg_is_not_opened_anew_by_an_update(string? status, string? reason, string told)
    {
        var legs = Beside(LedgerCalls.Update("dashboard", status, reason), Say("Paid back."));

        var turn = await legs.RunAsync("Two things.");

        Assert.Equal(2, turn.Issues.Count);
        Assert.StartsWith(told, Assert.Single(legs.Models["billing"].Requests[1].Results), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cut_behind_any_entry_an_issue_that_two_legs_raise_is_one_and_its_words_are_kept_once()
    {
        var whole = Beside(Transfer("invoices", "It began on Monday.", 0.9, "Dashboard"), Say("Paid back."));
        await whole.RunAsync("Two things.", new MessageId("m1"));
        var entries = await whole.EntriesAsync();
        var raised = entries.FindIndex(entry => entry is IssueChanged { RepeatedBy: not null });

        for (var cut = raised; cut <= raised + 3; cut++)
        {
            var journal = new InMemoryJournal();
            await journal.AppendAsync(whole.Conversation, 0, [.. entries.Take(cut)], due: null);
            var resumed = new LegTeam { Journal = journal };
            var told = new TaskCompletionSource();
            resumed.Models["billing"] = new ScriptedModel(request =>
            {
                if (request.Results.Count == 0)
                    return Transfer("invoices", "It began on Monday.", 0.9, "Dashboard");
                told.SetResult();
                return Say("Paid back.");
            });
            resumed.Models["technical"] = new ScriptedModel(_ => Say("Works again.") with { After = told.Task });
            var turn = await resumed.RunAsync("Two things.", new MessageId("m1"));

            Assert.Equal("All done: Paid back. Works again.", turn.FinalOutput);
            Assert.Equal(2, turn.Issues.Count);
            var again = await resumed.EntriesAsync();
            Assert.Single(again.OfType<IssueChanged>(), change => change.RepeatedBy is not null);
            Assert.Single(again.OfType<ToolCallEnded>());
        }
    }

    // Billing replies so, and technical answers when that leg has ended.
    private static LegTeam Beside(params ScriptedReply[] replies)
    {
        var legs = new LegTeam();
        legs.Models["billing"] = new ScriptedModel(replies);
        legs.Models["technical"] = new ScriptedModel(_ =>
            Say("Works again.") with
            {
                After = legs.Journal.FollowAsync(legs.Conversation).AnyAsync(entry => entry is LegEnded).AsTask(),
            }
        );
        return legs;
    }

    [Fact]
    public async Task Reports_that_come_in_behind_an_agent_s_own_words_are_told_too()
    {
        team.Models["billing"] = new ScriptedModel(
            Say("Paid back.")
                .And(Transfer("invoices", "Find it.", 0.9, "Find the invoice"))
                .And(Transfer("refunds", "Pay it.", 0.9, "Pay the other one")),
            Say("Invoice 7, and the other one is on its way.")
        );
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
            Say("Paid back by hand, and it works again.")
        );

        var turn = await spare.RunAsync("Two things.");

        Assert.Equal("Paid back by hand, and it works again.", turn.FinalOutput);
        Assert.Equal(
            [("s1", IssueStatus.Resolved), ("technical", IssueStatus.Resolved)],
            turn.Issues.Select(issue => (issue.Owner, issue.Status))
        );
        var opened = (await spare.EntriesAsync()).OfType<HandedOff>().Where(handed => handed.Trigger == HandoffTrigger.Delegated);
        Assert.Equal([("1", "billing"), ("2", "technical"), ("3", "s1")], opened.Select(handed => (handed.Leg!, handed.To)));
    }

    [Fact]
    public async Task What_a_leg_could_not_finish_is_taken_up_with_the_next_message()
    {
        team.Models["billing"] = new ScriptedModel(request =>
            request.Number == 1 ? Fail(new InvalidOperationException("down")) : Say("Paid back.")
        );
        team.Models["triage"] = new ScriptedModel(LegTeam.Both, Say("It works again. The charge stays open."), Say("One moment."));

        await team.RunAsync("Two things.");
        var turn = await team.RunAsync("And the charge?");

        Assert.EndsWith("Paid back.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }
}

using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Baton.Tests.Conversations;
using static Baton.Testing.ChatClients.ScriptedReply;
using static Baton.Tests.Issues.LedgerCalls;

namespace Baton.Tests.Issues;

public sealed class UpdateIssueTests
{
    [Fact]
    public async Task What_an_agent_says_of_an_issue_is_not_overwritten_by_its_answer()
    {
        var support = ThreeForBilling(request =>
            request.Results.Count == 0
                ? Update("1", "resolved", more: "\"outcome\":\"$20.00 go back.\"")
                    .And(Update("2", "declined", "We do not change plans in a trial."))
                : Say("$20.00 go back, and the plan stays. Which invoice do you miss?")
        );

        var turn = await support.Runtime().RunAsync("Three things.", support.Conversation);

        Assert.Equal(
            [IssueStatus.Resolved, IssueStatus.Declined, IssueStatus.WaitingOnCustomer],
            turn.Issues.Select(issue => issue.Status)
        );
        Assert.Equal(["$20.00 go back.", "We do not change plans in a trial.", null], turn.Issues.Select(issue => issue.Outcome));
        Assert.Equal("$20.00 go back, and the plan stays. Which invoice do you miss?", turn.FinalOutput);
    }

    [Fact]
    public async Task The_result_says_in_a_line_what_the_ledger_holds()
    {
        var support = ThreeForBilling(request => request.Results.Count == 0 ? Update("#1", "resolved") : Say(request.Results[0]));

        var turn = await support.Runtime().RunAsync("Three things.", support.Conversation);

        Assert.Equal(
            "Noted: #1 One (billing, resolved). Not ended: #2 Two (billing, in_progress); #3 Three (billing, in_progress).",
            turn.FinalOutput
        );
    }

    [Theory]
    [InlineData(
        """{"status":"resolved"}""",
        "'issue' is missing. Send the number of a known issue, such as \"1\", or a short title for a new one."
    )]
    [InlineData("""{"issue":"9","status":"resolved"}""", "There is no issue #9. The issues are #1 to #3.")]
    [InlineData(
        """{"issue":"1","status":"declined"}""",
        "Say in 'reason' why you decline it, for example \"reason\": \"We do not sell this.\""
    )]
    [InlineData("""{"issue":"1","status":"blue"}""", "'status' must be one of open, in_progress, waiting_on_customer, resolved, declined.")]
    [InlineData("""{"issue":"1"}""", "There is nothing to change. Give 'status', 'reason', 'outcome', 'category', 'priority' or 'owner'.")]
    [InlineData(
        """{"issue":"1","status":"resolved","owner":"technical"}""",
        "#1 cannot be given to technical and be resolved at the same time. Leave one out."
    )]
    [InlineData(
        """{"issue":"New","status":"resolved","owner":"technical"}""",
        "A new issue for technical is always open. Leave out 'status'."
    )]
    public async Task A_call_that_does_not_fit_gets_a_line_and_changes_nothing(string arguments, string told)
    {
        var support = ThreeForBilling(request => request.Results.Count == 0 ? Call("update_issue", arguments) : Say("Done."));

        var turn = await support.Runtime().RunAsync("Three things.", support.Conversation);

        var ended = Assert.Single((await support.EntriesAsync()).OfType<ToolCallEnded>());
        Assert.Equal((ToolOutcome.Refused, $"Error: {told} Nothing was changed."), (ended.Outcome, ended.Result));
        Assert.All(turn.Issues, issue => Assert.Equal((IssueStatus.Resolved, "billing"), (issue.Status, issue.Owner)));
        Assert.Equal(3, turn.Issues.Count);
    }

    [Fact]
    public async Task Broken_arguments_are_told_and_do_not_end_the_turn()
    {
        var support = ThreeForBilling(request => request.Results.Count == 0 ? Call("update_issue", "{broken") : Say("Done."));

        var turn = await support.Runtime().RunAsync("Three things.", support.Conversation);

        Assert.Equal(TurnOutcome.Replied, turn.Outcome);
        Assert.DoesNotContain(await support.EntriesAsync(), entry => entry is AttemptFailed);
    }

    [Fact]
    public async Task An_issue_of_somebody_else_can_be_commented_on_and_not_closed()
    {
        var support = new SupportTeam().WithTwoIssueScript();
        support.Models["billing"] = new ScriptedModel(request =>
            request.Results.Count switch
            {
                0 => Update("2", "resolved")
                    .And(Update("2", reason: "It began on Monday."))
                    .And(Update("2", more: "\"owner\":\"billing\"")),
                _ => Say("Corrected."),
            }
        );

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        var ends = (await support.EntriesAsync()).OfType<ToolCallEnded>().ToList();
        Assert.Equal([ToolOutcome.Refused, ToolOutcome.Ok, ToolOutcome.Refused], ends.Select(end => end.Outcome));
        Assert.Contains("only technical can close it", ends[0].Result, StringComparison.Ordinal);
        Assert.Equal(("technical", IssueStatus.Resolved), (turn.Issues[1].Owner, turn.Issues[1].Status));
        Assert.Contains("billing: It began on Monday.", Assert.Single(support.Models["technical"].Requests).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resolved_issue_can_be_reopened_by_another_and_keeps_what_was_tried()
    {
        var support = new SupportTeam().WithTwoIssueScript();
        support.Models["technical"] = new ScriptedModel(request =>
            request.Text.Contains("still wrong", StringComparison.Ordinal)
                ? request.Results.Count == 0
                    ? Update("1", "open", "The customer says it is still wrong.")
                    : Say("I look into it.")
                : Say("The dashboard error is known.")
        );
        var runtime = support.Runtime();
        await runtime.RunAsync(SupportTeam.TwoIssues, support.Conversation);

        var turn = await runtime.RunAsync("The charge is still wrong.", support.Conversation);

        Assert.Equal(
            [(1, "billing", IssueStatus.Resolved), (2, "technical", IssueStatus.Resolved)],
            turn.Issues.Select(issue => (issue.Id.Value, issue.Owner, issue.Status))
        );
        var entries = await support.EntriesAsync();
        Assert.Equal(
            "reopened by technical: The customer says it is still wrong.",
            entries.OfType<IssueChanged>().Single(change => change.Status == IssueStatus.Open).Reason
        );
        var back = entries.OfType<HandedOff>().Last();
        Assert.Equal(("technical", "billing", 1), (back.From, back.To, back.Briefing.Issues.Single().Value));
        Assert.Contains(back.Briefing.Task!.Tried!, step => step.Tool == "find_charge");
    }

    [Fact]
    public async Task A_third_issue_in_the_middle_is_worked_on_in_the_same_turn()
    {
        var support = new SupportTeam().WithTwoIssueScript();
        support.Models["billing"] = new ScriptedModel(request =>
            request.Results.Count == 0
                ? Update("The export fails too", more: "\"owner\":\"technical\",\"priority\":\"high\"")
                : Say("Corrected.")
        );

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation, new MessageId("m1"));

        Assert.Equal([IssueStatus.Resolved, IssueStatus.Resolved, IssueStatus.Resolved], turn.Issues.Select(issue => issue.Status));
        var added = turn.Issues[2];
        Assert.Equal(("technical", "billing", new MessageId("m1"), 2L), (added.Owner, added.RaisedBy, added.RaisedIn, added.RaisedAt));
        Assert.Equal([3, 2], (await support.EntriesAsync()).OfType<HandedOff>().Last().Briefing.Issues.Select(id => id.Value));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("general")]
    public async Task An_issue_for_somebody_whom_the_agent_cannot_reach_goes_to_the_entry_agent(string owner)
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(Transfer("billing", "Wrong charge.", 0.9), Say("We open at nine."));
        support.Models["billing"] = new ScriptedModel(request =>
            request.Results.Count == 0 ? Update("Opening hours", more: $"\"owner\":\"{owner}\"") : Say("Corrected.")
        );

        var turn = await support.Runtime().RunAsync("Wrong charge. And when are you open?", support.Conversation);

        Assert.Equal("Corrected.\n\nWe open at nine.", turn.FinalOutput);
        Assert.Equal(("triage", IssueStatus.Resolved), (turn.Issues[1].Owner, turn.Issues[1].Status));
        Assert.Contains(
            $"You cannot give it to {owner}, so triage keeps it.",
            (await support.EntriesAsync()).OfType<ToolCallEnded>().Single().Result,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_same_issue_raised_twice_is_one_entry()
    {
        var support = new SupportTeam().WithTwoIssueScript();
        support.Models["triage"] = new ScriptedModel(
            Transfer("billing", "Overcharged.", 0.9, "Wrong charge!").And(Transfer("technical", "Overcharged again.", 0.5, "wrong  CHARGE"))
        );
        support.Models["billing"] = new ScriptedModel(request =>
            request.Results.Count == 0 ? Update("Wrong-charge", "resolved") : Say("Corrected.")
        );

        var turn = await support.Runtime().RunAsync("Wrong charge. Wrong charge!", support.Conversation);

        Assert.Equal(
            ("Wrong charge!", "billing", IssueStatus.Resolved),
            (Assert.Single(turn.Issues).Title, turn.Issues[0].Owner, turn.Issues[0].Status)
        );
        Assert.Equal("Corrected.", turn.FinalOutput);
    }

    [Fact]
    public async Task An_issue_that_goes_on_later_rests_until_the_next_message()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(Transfer("billing", "Wrong charge.", 0.9, "Wrong charge"));
        support.Models["billing"] = new ScriptedModel(
            Update("1", "in_progress", "The bank has to answer."),
            Say("The bank will answer tomorrow."),
            Say("The bank has paid.")
        );
        var runtime = support.Runtime();

        var first = await runtime.RunAsync("Wrong charge.", support.Conversation);
        var second = await runtime.RunAsync("And?", support.Conversation);

        Assert.Equal((IssueStatus.InProgress, "The bank will answer tomorrow."), (first.Issues[0].Status, first.FinalOutput));
        Assert.Equal((IssueStatus.Resolved, "The bank has paid."), (second.Issues[0].Status, second.FinalOutput));
    }

    [Fact]
    public async Task An_urgent_issue_comes_before_those_that_were_raised_first()
    {
        var support = new SupportTeam().WithTwoIssueScript();
        support.Models["triage"] = new ScriptedModel(
            SupportTeam.BothTransfers.And(Update(SupportTeam.Dashboard, more: "\"priority\":\"urgent\",\"owner\":\"technical\""))
        );

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal("The dashboard error is known.\n\nFound: invoice 7 over 49.99.", turn.FinalOutput);
        Assert.Equal(2, turn.Issues.Count);
    }

    // Rule 4: neither ending an issue nor adding one is a way out of its limits.
    [Theory]
    [InlineData("1", "resolved")]
    [InlineData("1", "waiting_on_customer")]
    [InlineData("Another", "open")]
    public async Task An_update_frees_nobody_from_the_limits_of_the_stretch(string issue, string status)
    {
        var refunded = false;
        var refund = Tool.Create(() => refunded = true, "refund", needs: "billing.refund");
        var billing = new Agent
        {
            Name = "billing",
            Permissions = ["billing.refund"],
            Tools = [refund],
        };
        var triage = new Agent { Name = "triage", Handoffs = [new Handoff(billing) { Limits = new HandoffLimits { Permissions = [] } }] };
        var models = new ScriptedModels
        {
            ["triage"] = new ScriptedModel(Transfer("billing", "Wrong charge.", 0.9, "Wrong charge")),
            ["billing"] = new ScriptedModel(request =>
                request.Results.Any(result => result.StartsWith("Noted", StringComparison.Ordinal)) ? Call("refund")
                : request.Messages.Count > 4 ? Say("Done.")
                : Update(issue, status)
            ),
        };

        await new TeamRuntime(new Team("shop", triage), models.For).RunAsync("Refund me.");

        Assert.False(refunded);
    }

    private static SupportTeam ThreeForBilling(Func<ScriptedRequest, ScriptedReply> billing)
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(Transfer("billing", "Three things.", 0.9, "One", "Two", "Three"));
        support.Models["billing"] = new ScriptedModel(billing);
        return support;
    }
}

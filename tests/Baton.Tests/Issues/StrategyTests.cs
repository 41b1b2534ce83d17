using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Testing.ChatClients;
using Baton.Tests.Conversations;
using static Baton.Testing.ChatClients.ScriptedReply;
using static Baton.Tests.Issues.LedgerCalls;

namespace Baton.Tests.Issues;

/// <summary>The customer with two issues, under each strategy.</summary>
public sealed class StrategyTests
{
    // Peers, case 1: two issues in one message; elsewhere one is dropped, or the last transfer wins.
    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.OneSpecialist)]
    public async Task Both_issues_are_solved_and_answered_in_one_reply(IssueStrategy strategy)
    {
        var support = Two(strategy);

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal((TurnOutcome.Replied, "The charge is corrected.\n\nThe dashboard error is known."), (turn.Outcome, turn.FinalOutput));
        Assert.Equal(
            [(SupportTeam.Charge, "billing", IssueStatus.Resolved), (SupportTeam.Dashboard, "technical", IssueStatus.Resolved)],
            turn.Issues.Select(issue => (issue.Title, issue.Owner, issue.Status))
        );
    }

    [Fact]
    public async Task The_first_specialist_gets_all_issues_and_what_it_declines_goes_to_whom_the_sender_named()
    {
        var support = Two(IssueStrategy.OneSpecialist);

        await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        var entries = await support.EntriesAsync();
        Assert.Equal(IssueStrategy.OneSpecialist, entries.OfType<ConversationOpened>().Single().Strategy);
        var opened = entries.OfType<IssueOpened>().ToList();
        Assert.Equal([("billing", null), ("billing", "technical")], opened.Select(issue => (issue.Owner, issue.Suggested)));
        var handoffs = entries.OfType<HandedOff>().ToList();
        Assert.Equal([2, 1], handoffs.Select(handoff => handoff.Briefing.Issues.Count));
        Assert.Contains(
            "The sender suggested technical for this issue",
            support.Models["billing"].Requests[0].Text,
            StringComparison.Ordinal
        );
        var declined = entries.OfType<IssueChanged>().First();
        Assert.Equal(
            ("technical", IssueStatus.Open, "declined by billing: I do not know the dashboard."),
            (declined.Owner, declined.Status, declined.Reason)
        );
        Assert.Contains(handoffs[1].Briefing.Task!.Tried!, step => step is { By: "billing", What: TriedAction.HandedOn });
    }

    [Fact]
    public async Task One_specialist_that_can_do_both_does_both()
    {
        var support = Two(IssueStrategy.OneSpecialist);
        support.Models["billing"] = new ScriptedModel(Say("The charge is corrected, and the dashboard shows it tomorrow."));

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(
            [("billing", IssueStatus.Resolved), ("billing", IssueStatus.Resolved)],
            turn.Issues.Select(issue => (issue.Owner, issue.Status))
        );
        Assert.Equal(2, turn.Usage.Count);
    }

    [Fact]
    public async Task What_nobody_else_was_named_for_is_declined_and_ends()
    {
        var support = Two(IssueStrategy.OneSpecialist);
        support.Models["technical"] = new ScriptedModel(request =>
            request.Results.Count == 0 ? Update("2", "declined", "It is a plug-in of somebody else.") : Say("That is not ours.")
        );

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(
            ("technical", IssueStatus.Declined, "It is a plug-in of somebody else."),
            (turn.Issues[1].Owner, turn.Issues[1].Status, turn.Issues[1].Outcome)
        );
        Assert.Equal("The charge is corrected.\n\nThat is not ours.", turn.FinalOutput);
    }

    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.OneSpecialist)]
    public async Task One_that_fails_takes_nothing_from_the_other_and_stays_open(IssueStrategy strategy)
    {
        var support = Two(strategy);
        support.Models["technical"] = new ScriptedModel(_ => Fail(new HttpRequestException("down")));

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.StartsWith("The charge is corrected.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains($"Not done:\n- {SupportTeam.Dashboard}", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal([IssueStatus.Resolved, IssueStatus.InProgress], turn.Issues.Select(issue => issue.Status));
    }

    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.OneSpecialist)]
    public async Task One_that_escalates_goes_to_the_desk_and_the_other_is_answered(IssueStrategy strategy)
    {
        var support = Two(
            strategy,
            new TurnLimits { ModelCalls = strategy == IssueStrategy.Sequential ? 4 : 5 },
            new Desk { Name = "people" }
        );
        support.Models["technical"] = new ScriptedModel(_ => Update("2", reason: "Still looking."));

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.StartsWith("The charge is corrected.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains($"Still open:\n- {SupportTeam.Dashboard}", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal(
            [("billing", IssueStatus.Resolved), ("people", IssueStatus.WaitingOnPerson)],
            turn.Issues.Select(issue => (issue.Owner, issue.Status))
        );
    }

    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.OneSpecialist)]
    public async Task One_that_asks_back_is_answered_by_the_next_message(IssueStrategy strategy)
    {
        var support = Two(strategy);
        support.Models["technical"] = new ScriptedModel(request =>
            Say(request.Text.Contains("Firefox", StringComparison.Ordinal) ? "Known with Firefox." : "Which browser?")
        );
        var runtime = support.Runtime();

        var asked = await runtime.RunAsync(SupportTeam.TwoIssues, support.Conversation);
        var answered = await runtime.RunAsync("Firefox.", support.Conversation);

        Assert.Equal(
            ("The charge is corrected.\n\nWhich browser?", IssueStatus.WaitingOnCustomer),
            (asked.FinalOutput, asked.Issues[1].Status)
        );
        Assert.Equal(("Known with Firefox.", IssueStatus.Resolved), (answered.FinalOutput, answered.Issues[1].Status));
    }

    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.OneSpecialist)]
    public async Task Killed_behind_any_entry_it_goes_on_to_the_same_end(IssueStrategy strategy)
    {
        var whole = Eventful(strategy);
        await TellAsync(whole);
        var entries = await whole.EntriesAsync();
        Assert.Contains(entries, entry => entry is IssueChanged { Reason: "reopened by technical: The customer says so." });
        Assert.Contains(entries, entry => entry is ToolCallEnded { Outcome: ToolOutcome.Refused });
        Assert.Equal(3, entries.OfType<IssueOpened>().Count());

        for (var cut = 1; cut < entries.Count; cut++)
        {
            var journal = new InMemoryJournal();
            await journal.AppendAsync(whole.Conversation, 0, entries[..cut], due: null);
            var resumed = Eventful(strategy, journal);
            await TellAsync(resumed);
            Assert.Equal(Lines(entries), Lines(await resumed.EntriesAsync()));
        }
    }

    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.OneSpecialist)]
    public async Task Twelve_issues_in_one_message_are_all_kept_and_listed(IssueStrategy strategy)
    {
        var support = Two(strategy, new TurnLimits { Handoffs = 5 });
        support.Models["triage"] = new ScriptedModel(
            Enumerable
                .Range(1, 12)
                .Select(number => Transfer(number % 2 == 0 ? "technical" : "billing", $"Number {number}.", 0.9, $"Thing {number}"))
                .Aggregate((one, other) => one.And(other))
        );
        support.Models["billing"] = new ScriptedModel(request =>
            request.Number == 1 ? Update("5", "declined", "Too hard.") : Say("The others are done.")
        );
        support.Models["technical"] = new ScriptedModel(_ => Say("The even ones are done."));

        var turn = await support.Runtime().RunAsync("Twelve things.", support.Conversation);

        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"Thing {number}"), turn.Issues.Select(issue => issue.Title));
        Assert.All(turn.Issues, issue => Assert.True(issue.IsEnded));
        Assert.Contains("#12 Thing 12", (await support.EntriesAsync()).OfType<ToolCallEnded>().First().Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twelve_issues_beyond_the_bounds_of_a_turn_are_listed_as_not_done_and_go_on_in_the_next()
    {
        var support = new SupportTeam(new TurnLimits { Handoffs = 5 });
        support.Models["triage"] = new ScriptedModel(
            Enumerable
                .Range(1, 12)
                .Select(number =>
                    Call(
                        $"transfer_to_{(number % 2 == 0 ? "technical" : "billing")}",
                        $$$"""{"summary":"Number {{{number}}}.","issues":["Thing {{{number}}}"],"limits":{"turns":{{{number + 9}}} }}"""
                    )
                )
                .Aggregate((one, other) => one.And(other))
        );
        support.Models["billing"] = new ScriptedModel(request => Say($"Done by billing {request.Number}."));
        support.Models["technical"] = new ScriptedModel(request => Say($"Done by technical {request.Number}."));
        var runtime = support.Runtime();

        var turns = new List<Turn> { await runtime.RunAsync("Twelve things.", support.Conversation) };
        Assert.Equal(TurnOutcome.Degraded, turns[0].Outcome);
        Assert.All(
            turns[0].Issues.Where(issue => !issue.IsEnded),
            issue => Assert.Contains($"- {issue.Title}", turns[0].FinalOutput, StringComparison.Ordinal)
        );
        Assert.Equal(7, turns[0].Issues.Count(issue => !issue.IsEnded));
        while (turns[^1].Outcome == TurnOutcome.Degraded && turns.Count < 5)
            turns.Add(await runtime.RunAsync("Go on, please.", support.Conversation));

        Assert.Equal(12, turns[^1].Issues.Count);
        Assert.All(turns[^1].Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }

    [Fact]
    public async Task A_reply_per_issue_has_each_answer_under_the_titles_that_it_is_about()
    {
        var support = new SupportTeam(repliesPerIssue: true);
        support.Models["triage"] = new ScriptedModel(
            SupportTeam.BothTransfers.And(Transfer("billing", "A new plan.", 0.8, "Change of plan"))
        );
        support.Models["billing"] = new ScriptedModel(request =>
            request.Results.Count == 0 ? Update("1", "resolved") : Say("Corrected, and you have the new plan.")
        );
        support.Models["technical"] = new ScriptedModel(Say("It is known."));

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(
            $"{SupportTeam.Charge}; Change of plan:\nCorrected, and you have the new plan.\n\n{SupportTeam.Dashboard}:\nIt is known.",
            turn.FinalOutput
        );
        Assert.Single((await support.EntriesAsync()).OfType<Replied>());
    }

    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.OneSpecialist)]
    public async Task A_third_issue_that_comes_with_the_answer_to_a_question_is_worked_on_too(IssueStrategy strategy)
    {
        var support = Two(strategy);
        support.Models["billing"] = new ScriptedModel(request =>
            request.Text.Contains("Invoice 7", StringComparison.Ordinal)
                ? Say("Corrected.").And(Transfer("technical", "It hangs.", 0.9, "Export"))
            : request.Results.Count == 0 && strategy == IssueStrategy.OneSpecialist
                ? Update("2", "declined", "I do not know the dashboard.")
            : Say("Which invoice?")
        );
        var runtime = support.Runtime();

        var asked = await runtime.RunAsync(SupportTeam.TwoIssues, support.Conversation);
        var turn = await runtime.RunAsync("Invoice 7. And the export hangs.", support.Conversation);

        Assert.Equal([IssueStatus.WaitingOnCustomer, IssueStatus.Resolved], asked.Issues.Select(issue => issue.Status));
        Assert.Equal("Corrected.\n\nThe dashboard error is known.", turn.FinalOutput);
        Assert.Equal(
            [(SupportTeam.Charge, "billing"), (SupportTeam.Dashboard, "technical"), ("Export", "technical")],
            turn.Issues.Select(issue => (issue.Title, issue.Owner))
        );
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }

    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.OneSpecialist)]
    public async Task A_reopened_issue_goes_back_to_its_owner_under_its_number(IssueStrategy strategy)
    {
        var support = Two(strategy);
        support.Models["technical"] = new ScriptedModel(request =>
            !request.Text.Contains("again", StringComparison.Ordinal) ? Say("The dashboard error is known.")
            : request.Results.Count == 0 ? Update("1", "open", "The customer says so.")
            : Say("I have told billing.")
        );
        var runtime = support.Runtime();

        await runtime.RunAsync(SupportTeam.TwoIssues, support.Conversation);
        var turn = await runtime.RunAsync("The charge is wrong again.", support.Conversation);

        Assert.Equal(
            [("billing", IssueStatus.Resolved), ("technical", IssueStatus.Resolved)],
            turn.Issues.Select(issue => (issue.Owner, issue.Status))
        );
        Assert.Equal(
            (1, "reopened by technical: The customer says so."),
            (await support.EntriesAsync())
                .OfType<IssueChanged>()
                .Where(change => change.Reason?.StartsWith("reopened", StringComparison.Ordinal) == true)
                .Select(change => (change.Issue.Value, change.Reason!))
                .Single()
        );
    }

    [Theory]
    [InlineData(IssueStrategy.Sequential)]
    [InlineData(IssueStrategy.OneSpecialist)]
    public async Task The_same_issue_raised_twice_is_one_entry(IssueStrategy strategy)
    {
        var support = Two(strategy);
        support.Models["triage"] = new ScriptedModel(_ =>
            SupportTeam.BothTransfers.And(Transfer("technical", "Overcharged again.", 0.5, SupportTeam.Charge.ToUpperInvariant() + "!"))
        );

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(
            [(SupportTeam.Charge, "billing", IssueStatus.Resolved), (SupportTeam.Dashboard, "technical", IssueStatus.Resolved)],
            turn.Issues.Select(issue => (issue.Title, issue.Owner, issue.Status))
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reply_per_issue_is_so_too_when_a_turn_ends_early(bool hasDesk)
    {
        var support = new SupportTeam(
            new TurnLimits { Handoffs = 1 },
            repliesPerIssue: true,
            desk: hasDesk ? new Desk { Name = "people" } : null
        ).WithTwoIssueScript();
        support.Models["billing"] = new ScriptedModel(_ => Say("Corrected."));

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(hasDesk ? TurnOutcome.WaitingOnPerson : TurnOutcome.Degraded, turn.Outcome);
        Assert.StartsWith(
            $"{SupportTeam.Charge}:\nCorrected.\n\nI {(hasDesk ? "have passed" : "am sorry")}",
            turn.FinalOutput,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_conversation_keeps_the_strategy_that_it_began_with()
    {
        var support = Two(IssueStrategy.OneSpecialist);
        support.Models["triage"] = new ScriptedModel(Say("What is it?"), SupportTeam.BothTransfers);
        await support.Runtime().RunAsync("Hello.", support.Conversation);
        var sequential = new TeamRuntime(
            support.Team,
            support.Models.For,
            support.Journal,
            new RuntimeOptions { Strategy = IssueStrategy.Sequential }
        );

        await sequential.RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(["billing", "billing"], (await support.EntriesAsync()).OfType<IssueOpened>().Select(opened => opened.Owner));
    }

    [Theory]
    [InlineData(true, "one_specialist", "billing")]
    [InlineData(true, "sequential", "technical")]
    [InlineData(false, "one_specialist", "technical")]
    public async Task Triage_chooses_the_strategy_where_the_team_lets_it(bool mayChoose, string chosen, string second)
    {
        var support = Two(IssueStrategy.Sequential);
        var team = new Team("support", support.Team.Entry) { IsStrategyByTriage = mayChoose };
        support.Models["triage"] = new ScriptedModel(
            Call("transfer_to_billing", $$"""{"summary":"Wrong charge.","issues":["{{SupportTeam.Charge}}"],"strategy":"{{chosen}}"}""")
                .And(Transfer("technical", "The dashboard fails.", 0.9, SupportTeam.Dashboard))
        );

        await new TeamRuntime(team, support.Models.For, support.Journal).RunAsync(SupportTeam.TwoIssues, support.Conversation);

        var entries = await support.EntriesAsync();
        Assert.Equal(mayChoose, entries.Exists(entry => entry is StrategyChosen { By: "triage" }));
        Assert.Equal(["billing", second], entries.OfType<IssueOpened>().Select(opened => opened.Owner));
    }

    private static SupportTeam Two(IssueStrategy strategy, TurnLimits? limits = null, Desk? desk = null, IJournal? journal = null)
    {
        var support = new SupportTeam(limits, strategy: strategy, desk: desk) { Journal = journal ?? new InMemoryJournal() };
        support.Models["triage"] = new ScriptedModel(_ => SupportTeam.BothTransfers);
        support.Models["billing"] = new ScriptedModel(request =>
            request.Results.Count == 0
            && request.Messages[^1].Text.Contains("- #2 " + SupportTeam.Dashboard + "\n", StringComparison.Ordinal)
                ? Update("2", "declined", "I do not know the dashboard.")
                : Say("The charge is corrected.")
        );
        support.Models["technical"] = new ScriptedModel(_ => Say("The dashboard error is known."));
        return support;
    }

    // A refused update, one that adds, one that closes, one that reopens; and two messages.
    private static SupportTeam Eventful(IssueStrategy strategy, IJournal? journal = null)
    {
        var support = Two(strategy, journal: journal);
        support.Models["technical"] = new ScriptedModel(request =>
            request.Text.Contains("from=\"technical\"", StringComparison.Ordinal)
            && !request.Text.Contains("again", StringComparison.Ordinal)
                ? Say("The export is slow today.")
            : request.Text.Contains("again", StringComparison.Ordinal)
                ? request.Results.Count == 0 ? Update("1", "open", "The customer says so.")
                    : Say("I have told billing.")
            : request.Results.Count == 0
                ? Update("9", "resolved")
                    .And(Update("2", "resolved", "A known error."))
                    .And(Update("Slow export", "open", more: "\"priority\":\"low\""))
            : Say("Answered.")
        );
        return support;
    }

    private static async Task TellAsync(SupportTeam support)
    {
        var runtime = support.Runtime();
        await runtime.RunAsync(SupportTeam.TwoIssues, support.Conversation, new MessageId("m1"));
        await runtime.RunAsync("The charge is wrong again.", support.Conversation, new MessageId("m2"));
    }

    private static List<string> Lines(IEnumerable<JournalEntry> entries)
    {
        var lines = new List<string>();
        foreach (var entry in entries)
        {
            var line = entry switch
            {
                ToolCallEnded ended => $"{ended.Tool} {ended.Outcome} {ended.Result}",
                IssueOpened opened => $"{opened.Issue} {opened.Title} {opened.Owner} {opened.Status} {opened.Suggested}",
                IssueChanged changed => $"{changed.Issue} {changed.Owner} {changed.Status} {changed.Reason}",
                HandedOff handed => $"{handed.From} {handed.To} {handed.Trigger} {string.Join(",", handed.Briefing.Issues)}",
                Replied replied => replied.Text,
                _ => entry.GetType().Name,
            };
            // A model that was being asked is asked again: the only trace that a crash may leave.
            if (entry is not ModelCallBegun || lines[^1] != line)
                lines.Add(line);
        }

        return lines;
    }
}

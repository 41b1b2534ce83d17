using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>Issues of several owners are worked on at the same time, each in a leg, and one reply is written from the reports.</summary>
public sealed class LegTests
{
    private readonly LegTeam team = new();

    [Fact]
    public async Task Two_legs_models_are_asked_at_the_same_time_and_the_coordinator_writes_one_reply_from_their_reports()
    {
        // Each answers only when the other has been asked.
        var (billingAsked, technicalAsked) = (new TaskCompletionSource(), new TaskCompletionSource());
        team.Models["billing"] = new ScriptedModel(_ =>
        {
            billingAsked.TrySetResult();
            return Say("Paid back.") with { After = technicalAsked.Task };
        });
        team.Models["technical"] = new ScriptedModel(_ =>
        {
            technicalAsked.TrySetResult();
            return Say("Works again.") with { After = billingAsked.Task };
        });

        var turn = await team.RunAsync("Two things.");

        Assert.Equal((TurnOutcome.Replied, "All done: Paid back. Works again.", "triage"), (turn.Outcome, turn.FinalOutput, turn.Holder));
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
        var entries = await team.EntriesAsync();
        Assert.Equal(["1", "2"], entries.OfType<HandedOff>().Select(handed => handed.Leg));
        Assert.All(
            entries.OfType<HandedOff>(),
            handed => Assert.Equal(("triage", HandoffTrigger.Delegated), (handed.From, handed.Trigger))
        );
        Assert.All(entries.OfType<LegEnded>(), ended => Assert.Equal(LegOutcome.Answered, ended.Outcome));
        Assert.Equal("triage", entries.OfType<Replied>().Single().Participant);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(seq => (long)seq), entries.Select(entry => entry.Seq));
    }

    [Fact]
    public async Task A_leg_reads_the_customer_and_its_own_briefing_and_nothing_of_the_other_leg()
    {
        await team.RunAsync("Two things.");

        var read = Assert.Single(team.Models["billing"].Requests).Text;
        Assert.Contains("Two things.", read, StringComparison.Ordinal);
        Assert.Contains("trigger=\"delegated\"", read, StringComparison.Ordinal);
        Assert.Contains("Wrong charge", read, StringComparison.Ordinal);
        Assert.DoesNotContain("Works again.", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_issue_alone_is_handed_over_as_ever()
    {
        team.Models["triage"] = new ScriptedModel(Transfer("billing", "Charge.", 0.9, "Wrong charge"));

        var turn = await team.RunAsync("One thing.");

        Assert.Equal(("Paid back.", "billing"), (turn.FinalOutput, turn.Holder));
        Assert.DoesNotContain(await team.EntriesAsync(), entry => entry.Leg is not null);
    }

    [Fact]
    public async Task A_leg_that_fails_does_not_hold_back_the_other_and_the_coordinator_knows_what_is_not_done()
    {
        team.Models["billing"] = new ScriptedModel(_ => Fail(new InvalidOperationException("down")));

        var turn = await team.RunAsync("Two things.");

        Assert.Equal("All done: Works again. Not everything is done.", turn.FinalOutput);
        var ended = (await team.EntriesAsync()).OfType<LegEnded>().Single(leg => leg.Outcome == LegOutcome.Failed);
        Assert.Equal(("billing", FailureCause.ModelError), (ended.Participant, ended.Cause!.Value));
        Assert.Equal([IssueStatus.InProgress, IssueStatus.Resolved], turn.Issues.Select(issue => issue.Status));
    }

    [Fact]
    public async Task A_leg_that_escalates_goes_to_people_after_the_rest_is_answered()
    {
        var busy = new LegTeam(new TurnLimits { ToolCalls = 1 }, desk: new Desk { Name = "people" });
        busy.Models["billing"] = new ScriptedModel(_ => Call("look_up").And(Call("look_up")));

        var turn = await busy.RunAsync("Two things.");

        Assert.Equal((TurnOutcome.WaitingOnPerson, "people"), (turn.Outcome, turn.Holder));
        Assert.StartsWith(
            "All done: Works again. Not everything is done.\n\nI have passed this on",
            turn.FinalOutput,
            StringComparison.Ordinal
        );
        Assert.Contains("Still open:\n- Wrong charge\n", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal([new IssueId(1)], (await busy.EntriesAsync()).OfType<TicketOpened>().Single().Issues);
    }

    [Fact]
    public async Task Questions_of_several_legs_go_out_as_one_message_and_the_answers_find_their_legs()
    {
        team.Models["billing"] = new ScriptedModel(Say("Which invoice?"), Say("Invoice 7 is paid back."));
        team.Models["technical"] = new ScriptedModel(Say("Which browser?"), Say("Update the browser."));

        var asked = await team.RunAsync("Two things.");
        var turn = await team.RunAsync("Invoice 7, and the old browser.");

        Assert.Equal(("All done: Which invoice? Which browser?", "triage"), (asked.FinalOutput, asked.Holder));
        Assert.All(asked.Issues, issue => Assert.Equal(IssueStatus.WaitingOnCustomer, issue.Status));
        Assert.Equal("All done: Invoice 7 is paid back. Update the browser.", turn.FinalOutput);
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
        Assert.Contains("Invoice 7, and the old browser.", team.Models["billing"].Requests[^1].Text, StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3", "4"], (await team.EntriesAsync()).OfType<HandedOff>().Select(handed => handed.Leg));
    }

    [Fact]
    public async Task When_one_leg_asks_the_answer_goes_to_it()
    {
        team.Models["billing"] = new ScriptedModel(Say("Which invoice?"), Say("Invoice 7 is paid back."));

        var asked = await team.RunAsync("Two things.");
        var turn = await team.RunAsync("Invoice 7.");

        Assert.Equal("billing", asked.Holder);
        Assert.Equal("Invoice 7 is paid back.", turn.FinalOutput);
    }

    [Fact]
    public async Task A_leg_that_takes_too_long_ends_with_what_it_has_and_a_call_in_doubt_is_known_as_such()
    {
        var time = new FakeTimeProvider();
        var begun = new TaskCompletionSource();
        LegTeam? slow = null;
        slow = new LegTeam(
            new TurnLimits
            {
                LegTime = TimeSpan.FromSeconds(20),
                ModelCalls = 10_000,
                ToolCalls = 10_000,
            },
            tool: async token =>
            {
                // Each call writes the journal first, so that the other leg's end is seen here.
                if (!(await slow!.EntriesAsync()).OfType<LegEnded>().Any())
                    return "not yet";
                begun.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, time, token);
                return "never";
            }
        );
        slow.Models["billing"] = new ScriptedModel(_ => Call("look_up"));

        var running = slow.RunAsync("Two things.", time: time);
        await begun.Task;
        time.Advance(TimeSpan.FromSeconds(21));
        var turn = await running;

        Assert.Equal("All done: Works again. Not everything is done.", turn.FinalOutput);
        var entries = await slow.EntriesAsync();
        Assert.Equal(LegOutcome.TimedOut, entries.OfType<LegEnded>().Single(ended => ended.Participant == "billing").Outcome);
        Assert.Equal(ToolOutcome.Unknown, entries.OfType<ToolCallEnded>().Last().Outcome);
    }

    [Fact]
    public async Task An_approval_in_one_leg_waits_while_the_other_goes_on_and_the_customer_hears_what_is_known()
    {
        var careful = new LegTeam(approval: ApprovalRule.Always);
        careful.Models["billing"] = new ScriptedModel(request =>
            request.Text.Contains("look_up", StringComparison.Ordinal) || request.Results.Count > 0 || request.Number > 1
                ? Say("Paid back.")
                : Call("look_up")
        );

        // The time of a leg stands still while a person is waited for.
        var time = new FakeTimeProvider();
        var waiting = await careful.RunAsync("Two things.", time: time);
        var asked = (await careful.EntriesAsync()).OfType<ApprovalAsked>().Single();
        time.Advance(TimeSpan.FromHours(3));
        var turn = await careful.Runtime(time).AsOperator("maria").ApproveAsync(careful.Conversation, asked.CallId);

        Assert.Equal(TurnOutcome.WaitingOnPerson, waiting.Outcome);
        Assert.StartsWith("Works again.\n\nA colleague has to approve", waiting.FinalOutput, StringComparison.Ordinal);
        Assert.Equal((TurnOutcome.Replied, "All done: Paid back. Works again."), (turn!.Outcome, turn.FinalOutput));
    }

    [Fact]
    public async Task A_leg_may_delegate_to_legs_of_its_own()
    {
        team.Models["billing"] = new ScriptedModel(request =>
            request.Number == 1
                ? Transfer("invoices", "Find it.", 0.9, "Find the invoice").And(Transfer("refunds", "Pay it.", 0.9, "Pay it back"))
                : Say("Found and paid.")
        );
        team.Models["invoices"] = new ScriptedModel(Say("It is invoice 7."));
        team.Models["refunds"] = new ScriptedModel(Say("It is on its way."));

        var turn = await team.RunAsync("Two things.");

        Assert.Equal("All done: Found and paid. Works again.", turn.FinalOutput);
        var entries = await team.EntriesAsync();
        Assert.Equal(
            ["1", "1.1", "1.2", "2"],
            entries.OfType<HandedOff>().Select(handed => handed.Leg!).Order(LegName.Order).Order(StringComparer.Ordinal)
        );
        Assert.Contains("It is invoice 7.", team.Models["billing"].Requests[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_coordinator_fails_the_customer_still_reads_every_report()
    {
        team.Models["triage"] = new ScriptedModel(LegTeam.Both, Fail(new InvalidOperationException("down")));

        var turn = await team.RunAsync("Two things.");

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Contains("Paid back.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains("Works again.", turn.FinalOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twelve_issues_for_twelve_agents_run_in_twelve_legs_and_beyond_the_bound_they_escalate()
    {
        var many = new LegTeam(new TurnLimits { Legs = 12 }, more: 12);
        var titles = Enumerable.Range(1, 12).Select(number => $"Thing {number}").ToList();
        many.Models["triage"] = new ScriptedModel(request =>
            request.Number == 1
                ? Enumerable
                    .Range(1, 12)
                    .Select(number => Transfer($"s{number}", $"Thing {number}.", 0.9, titles[number - 1]))
                    .Aggregate((left, right) => left.And(right))
                : Say("All twelve.")
        );
        for (var number = 1; number <= 12; number++)
            many.Models[$"s{number}"] = new ScriptedModel(_ => Say("Done."));

        var turn = await many.RunAsync("Twelve things.");

        Assert.Equal("All twelve.", turn.FinalOutput);
        Assert.Equal(titles, turn.Issues.Select(issue => issue.Title));
        Assert.Equal(12, (await many.EntriesAsync()).OfType<LegEnded>().Count());
    }

    [Fact]
    public async Task The_next_turn_reads_both_legs_each_in_one_piece()
    {
        team.Models["billing"] = new ScriptedModel(request =>
            request.Results.Count > 0 ? Say("Paid back.")
            : request.Number > 2 ? Say("Yes.")
            : Call("look_up")
        );
        team.Models["technical"] = new ScriptedModel(request => request.Results.Count > 0 ? Say("Works again.") : Call("look_up"));
        await team.RunAsync("Two things.");
        team.Models["triage"] = new ScriptedModel(Transfer("billing", "Again.", 0.9, "Another charge"));

        await team.RunAsync("One more thing.");

        var read = team.Models["billing"].Requests[^1];
        Assert.Contains("technical reported: Works again.", read.Text, StringComparison.Ordinal);
        Assert.Contains(read.Messages, message => message.Text == "Paid back.");
    }

    [Fact]
    public async Task Cut_behind_any_entry_while_legs_run_the_turn_goes_on_to_the_same_end()
    {
        LegTeam Tools(IJournal? journal = null)
        {
            var made = new LegTeam { Journal = journal ?? new InMemoryJournal() };
            made.Models["billing"] = new ScriptedModel(request => request.Results.Count > 0 ? Say("Paid back.") : Call("look_up"));
            made.Models["technical"] = new ScriptedModel(request => request.Results.Count > 0 ? Say("Works again.") : Call("look_up"));
            return made;
        }

        var whole = Tools();
        await whole.RunAsync("Two things.", new MessageId("m1"));
        var entries = await whole.EntriesAsync();

        for (var cut = 1; cut < entries.Count; cut++)
        {
            var journal = new InMemoryJournal();
            await journal.AppendAsync(whole.Conversation, 0, [.. entries.Take(cut)], due: null);
            var resumed = Tools(journal);
            var turn = await resumed.RunAsync("Two things.", new MessageId("m1"));

            Assert.Equal("All done: Paid back. Works again.", turn.FinalOutput);
            var again = await resumed.EntriesAsync();
            Assert.Equal(2, again.OfType<LegEnded>().Count());
            Assert.Equal(2, again.OfType<HandedOff>().Count());
            Assert.Equal(2, again.OfType<ToolCallEnded>().Count(ended => ended.Outcome == ToolOutcome.Ok));
            Assert.Equal(2, again.OfType<IssueOpened>().Count());
            Assert.Single(again.OfType<Replied>());
        }
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("escalates")]
    [InlineData("asks")]
    public async Task Cut_behind_any_entry_while_a_leg_does_not_end_well_the_turn_goes_on_to_the_same_end(string how)
    {
        LegTeam Made(IJournal? journal = null)
        {
            var made = new LegTeam(
                new TurnLimits { ToolCalls = how == "escalates" ? 1 : 48 },
                how == "escalates" ? new Desk { Name = "people" } : null
            )
            {
                Journal = journal ?? new InMemoryJournal(),
            };
            made.Models["billing"] = new ScriptedModel(_ =>
                how switch
                {
                    "fails" => Fail(new InvalidOperationException("down")),
                    "escalates" => Call("look_up").And(Call("look_up")),
                    _ => Say("Which invoice?"),
                }
            );
            return made;
        }

        var whole = Made();
        var first = await whole.RunAsync("Two things.", new MessageId("m1"));
        var entries = await whole.EntriesAsync();

        for (var cut = 1; cut < entries.Count; cut++)
        {
            var journal = new InMemoryJournal();
            await journal.AppendAsync(whole.Conversation, 0, [.. entries.Take(cut)], due: null);
            var resumed = Made(journal);
            var turn = await resumed.RunAsync("Two things.", new MessageId("m1"));

            Assert.Equal((first.Outcome, first.FinalOutput, first.Holder), (turn.Outcome, turn.FinalOutput, turn.Holder));
            Assert.Equal(
                first.Issues.Select(issue => (issue.Owner, issue.Status)),
                turn.Issues.Select(issue => (issue.Owner, issue.Status))
            );
            var again = await resumed.EntriesAsync();
            Assert.Equal(Counted(entries), Counted(again));
        }

        // A model that was being asked is asked again: the only trace that a crash may leave.
        static IEnumerable<(string Type, int Count)> Counted(List<JournalEntry> all) =>
            all.Where(entry => entry is not ModelCallBegun)
                .GroupBy(entry => entry.GetType().Name)
                .Select(group => (group.Key, group.Count()))
                .Order();
    }
}

using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Teams.Escalations;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Escalations;

/// <summary>Who should not go on makes room for the next rung: a more capable agent, people, a system.</summary>
public sealed class LadderTests
{
    [Fact]
    public async Task An_agent_that_escalates_is_followed_by_the_more_capable_one_with_its_own_permissions()
    {
        var shop = new LadderTeam();
        shop.Models["chief"] = new ScriptedModel(request =>
            request.Results.Count > 0 ? Say("Paid back.") : Call("refund", """{"amount":400}""")
        );

        var turn = await shop.SayAsync("I want $400 back or I call my lawyer.");

        Assert.Equal((TurnOutcome.Replied, "Paid back.", "chief"), (turn.Outcome, turn.FinalOutput, turn.Holder));
        Assert.Single(shop.Refunds);
        Assert.Equal([$"billing chief {FailureCause.AskedByAgent} 1"], await shop.ClimbAsync());
        var handed = (await shop.EntriesAsync()).OfType<HandedOff>().Last();
        Assert.Equal(
            (HandoffTrigger.Escalated, HandoffRule.Escalation, LadderTeam.Reason),
            (handed.Trigger, handed.Briefing.Classification!.DecidedBy.Rule, handed.Briefing.Summary)
        );
        Assert.Equal(("chief", IssueStatus.Resolved), (turn.Issues[0].Owner, turn.Issues[0].Status));
    }

    [Fact]
    public async Task A_rung_that_escalates_again_is_followed_by_the_next_and_nobody_is_asked_twice()
    {
        var shop = new LadderTeam();

        var turn = await shop.SayAsync("A refund.");
        await shop.As("maria").DeclineAsync(shop.Conversation, "Not ours.");
        var last = await shop.As("john").DeclineAsync(shop.Conversation, "Nor ours.");

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.Equal(
            [
                $"billing chief {FailureCause.AskedByAgent} 1",
                $"chief people {FailureCause.AskedByAgent} 2",
                $"people lawyers {FailureCause.Declined} 3",
                $"lawyers nobody {FailureCause.Declined} ",
            ],
            await shop.ClimbAsync()
        );
        Assert.Equal((TurnOutcome.Degraded, "chief"), (last!.Outcome, last.Holder));
        Assert.Contains("everybody who was asked declined", last.FinalOutput, StringComparison.Ordinal);
        Assert.Contains("- Refund", last.FinalOutput, StringComparison.Ordinal);
        Assert.Equal(("chief", IssueStatus.InProgress), (last.Issues[0].Owner, last.Issues[0].Status));
    }

    [Fact]
    public async Task The_next_message_after_the_last_rung_goes_to_the_agent_that_could_not_go_on_before()
    {
        var shop = new LadderTeam(["people"]);
        await shop.SayAsync("A refund.");
        await shop.As("maria").DeclineAsync(shop.Conversation, "Not ours.");
        shop.Models["billing"] = new ScriptedModel(_ => Say("I found a way."));

        var turn = await shop.SayAsync("And now?");

        Assert.Equal((TurnOutcome.Replied, "I found a way.", "billing"), (turn.Outcome, turn.FinalOutput, turn.Holder));
    }

    [Fact]
    public async Task A_rung_that_fails_is_followed_by_the_next()
    {
        var shop = new LadderTeam();
        shop.Models["chief"] = new ScriptedModel(_ => Fail(new InvalidOperationException("down")));

        var turn = await shop.SayAsync("A refund.");

        Assert.Equal((TurnOutcome.WaitingOnPerson, "people"), (turn.Outcome, turn.Holder));
        Assert.Equal(
            [$"billing chief {FailureCause.AskedByAgent} 1", $"chief people {FailureCause.ModelError} 2"],
            await shop.ClimbAsync()
        );
    }

    [Fact]
    public async Task A_rung_that_gives_back_to_who_escalated_is_not_asked_again()
    {
        var shop = new LadderTeam();
        shop.Models["chief"] = new ScriptedModel(_ => Transfer("billing", "You can do that.", 0.9, "1"));

        await shop.SayAsync("A refund.");

        Assert.Equal(
            [$"billing chief {FailureCause.AskedByAgent} 1", $"billing people {FailureCause.AskedByAgent} 2"],
            await shop.ClimbAsync()
        );
    }

    [Fact]
    public async Task A_bound_that_is_reached_leaves_the_next_rung_the_bounds_of_a_turn()
    {
        var shop = new LadderTeam(limits: new TurnLimits { ModelCalls = 3 });
        shop.Models["billing"] = new ScriptedModel(_ => Call("refund", """{"amount":1}"""));
        shop.Models["chief"] = new ScriptedModel(request => request.Results.Count > 0 ? Say("Done.") : Call("refund", """{"amount":2}"""));

        var turn = await shop.SayAsync("A refund.");

        Assert.Equal((TurnOutcome.Replied, "Done.", "chief"), (turn.Outcome, turn.FinalOutput, turn.Holder));
        Assert.Equal([$"billing chief {FailureCause.BoundReached} 1"], await shop.ClimbAsync());
    }

    [Theory]
    [InlineData("lawyers", "lawyers", 3)]
    [InlineData("LAWYERS", "lawyers", 3)]
    [InlineData("bank", "bank", null)]
    [InlineData("chief", "chief", 1)]
    public async Task An_agent_that_names_a_target_gets_it_even_beside_the_ladder(string named, string target, int? rung)
    {
        var shop = new LadderTeam();
        shop.Models["billing"] = new ScriptedModel(_ => LadderTeam.Escalate(target: named));
        shop.Models["chief"] = new ScriptedModel(_ => Say("I see to it."));

        var turn = await shop.SayAsync("A refund.");

        Assert.Equal(target, turn.Holder);
        Assert.Equal([$"billing {target} {FailureCause.AskedByAgent} {rung}"], await shop.ClimbAsync());
    }

    [Fact]
    public async Task A_system_s_ticket_is_told_of_without_promising_a_person()
    {
        var shop = new LadderTeam(["bank"]);

        var turn = await shop.SayAsync("A refund.");
        var answered = await shop.As("bank-adapter").ReplyAsync(shop.Conversation, "The transfer is made.");

        Assert.Equal(
            "I have passed this on to the bank. The answer will reach you here.\n\nStill open:\n- Refund\n\nYour reference is c1-1.",
            turn.FinalOutput
        );
        Assert.Equal("The transfer is made.", answered!.FinalOutput);
    }

    [Fact]
    public async Task A_target_that_nobody_is_is_left_out_and_the_ladder_says_who_is_asked()
    {
        var shop = new LadderTeam(["people"]);
        shop.Models["billing"] = new ScriptedModel(_ => LadderTeam.Escalate(target: "boss"));

        var turn = await shop.SayAsync("A refund.");

        Assert.Equal("people", turn.Holder);
        Assert.Empty((await shop.EntriesAsync()).OfType<AttemptFailed>());
        Assert.Equal(["target"], (await shop.EntriesAsync()).OfType<Escalated>().First().Dropped);
    }

    [Theory]
    [InlineData("{}", "The agent gave no reason.")]
    [InlineData("", "The agent gave no reason.")]
    [InlineData("""{"reason":" "}""", "The agent gave no reason.")]
    [InlineData("""{"Reason":"Too much.","target":"none"}""", "Too much.")]
    [InlineData("""{"summary":"Too much."}""", "Too much.")]
    [InlineData("""{"input":{"reason":["Too much.","Too late."]}}""", "Too much.; Too late.")]
    public async Task An_escalation_is_carried_out_whatever_its_reason_looks_like(string arguments, string reason)
    {
        var shop = new LadderTeam(["people"]);
        shop.Models["billing"] = new ScriptedModel(_ => Call("escalate", arguments));

        await shop.SayAsync("A refund.");

        var escalated = (await shop.EntriesAsync()).OfType<Escalated>().First();
        Assert.Equal((reason, FailureCause.AskedByAgent), (escalated.Reason, escalated.Trigger));
        Assert.Null(escalated.Dropped);
    }

    [Fact]
    public async Task A_call_that_is_no_object_is_told_to_the_model()
    {
        var shop = new LadderTeam(["people"]);
        var calls = 0;
        shop.Models["billing"] = new ScriptedModel(_ => calls++ == 0 ? Call("escalate", "[]") : LadderTeam.Escalate());

        await shop.SayAsync("A refund.");

        Assert.Equal(FailureCause.MalformedArguments, Assert.Single((await shop.EntriesAsync()).OfType<AttemptFailed>()).Cause);
        Assert.Single(await shop.ClimbAsync());
    }

    [Fact]
    public async Task Without_anybody_to_escalate_to_agents_have_no_such_tool()
    {
        var shop = new LadderTeam(ladder: [], hasDesks: false);
        shop.Models["billing"] = new ScriptedModel(_ => Say("No."));
        await shop.SayAsync("A refund.");
        Assert.DoesNotContain("escalate", shop.Models["billing"].Requests[0].Tools);

        var off = new LadderTeam(policy: new EscalationPolicy { ByAgents = false });
        off.Models["billing"] = new ScriptedModel(_ => Say("No."));
        await off.SayAsync("A refund.");
        Assert.DoesNotContain("escalate", off.Models["billing"].Requests[0].Tools);
    }

    [Fact]
    public async Task Other_tools_of_the_reply_finish_before_the_escalation_and_its_words_stay_from_the_customer()
    {
        var shop = new LadderTeam(["people"]);
        shop.Models["billing"] = new ScriptedModel(_ =>
            Call("refund", """{"amount":20}""").And(LadderTeam.Escalate()).And(Say("I'm escalating you to a human."))
        );

        var turn = await shop.SayAsync("A refund.");

        Assert.Single(shop.Refunds);
        Assert.DoesNotContain("escalating", turn.FinalOutput, StringComparison.Ordinal);
        var entries = await shop.EntriesAsync();
        Assert.True(entries.OfType<ToolCallEnded>().Single().Seq < entries.OfType<Escalated>().Single().Seq);
        Assert.Empty(entries.OfType<AttemptFailed>());
    }

    [Fact]
    public async Task A_transfer_beside_the_escalation_is_kept_and_people_have_all_of_it()
    {
        var shop = new LadderTeam(["people"]);
        shop.Models["triage"] = new ScriptedModel(_ =>
            LadderTeam
                .Escalate()
                .And(Transfer("billing", "A refund.", 0.9, "Refund"))
                .And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
        );

        var turn = await shop.SayAsync("Two things.");

        Assert.Equal(["Refund", "Dashboard"], turn.Issues.Select(issue => issue.Title));
        Assert.All(turn.Issues, issue => Assert.Equal(("people", IssueStatus.WaitingOnPerson), (issue.Owner, issue.Status)));
        Assert.Empty(shop.Models["billing"].Requests);
    }

    [Fact]
    public async Task What_belongs_to_others_stays_theirs_where_an_agent_takes_over()
    {
        var shop = new LadderTeam();
        shop.Models["triage"] = new ScriptedModel(_ =>
            Transfer("billing", "A refund.", 0.9, "Refund").And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
        );
        shop.Models["chief"] = new ScriptedModel(_ => Say("Paid back."));

        var turn = await shop.SayAsync("Two things.");

        Assert.Equal((TurnOutcome.Replied, "Paid back.\n\nThe dashboard works."), (turn.Outcome, turn.FinalOutput));
        Assert.Equal([("Refund", "chief"), ("Dashboard", "technical")], turn.Issues.Select(issue => (issue.Title, issue.Owner)));
    }

    [Fact]
    public void A_ladder_to_nobody_is_refused_when_the_team_is_to_serve()
    {
        var team = new Team("shop", new Agent { Name = "triage" })
        {
            Escalation = new EscalationPolicy { Ladder = ["chief", "people", "people"] },
            Desks = [new Desk { Name = "people" }],
        };

        var refused = Assert.Throws<TeamException>(() => new TeamRuntime(team, new ScriptedModel()));

        Assert.Equal(
            [
                "The escalation ladder names 'chief', which is neither an agent nor a desk of the team: correct it, or give the agent "
                    + "to the team as one of its 'others'.",
                "The escalation ladder names 'people' twice: keep one.",
            ],
            refused.Problems
        );
    }

    [Fact]
    public async Task Legs_escalate_on_their_own_to_agents_within_the_leg_and_to_desks_when_the_rest_is_answered()
    {
        var shop = new LadderTeam(strategy: IssueStrategy.Coordinator);
        shop.Models["triage"] = new ScriptedModel(request =>
            request.Text.Contains("All reports are in", StringComparison.Ordinal)
                ? Say("The dashboard works.")
                : Transfer("billing", "A refund.", 0.9, "Refund").And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
        );

        var turn = await shop.SayAsync("Two things.");

        Assert.Equal((TurnOutcome.WaitingOnPerson, "people"), (turn.Outcome, turn.Holder));
        Assert.StartsWith("The dashboard works.\n\nI have passed this on to our billing team", turn.FinalOutput, StringComparison.Ordinal);
        var entries = await shop.EntriesAsync();
        var inLeg = entries.OfType<Escalated>().ToList();
        Assert.Equal(["chief", "people"], inLeg.Select(escalated => escalated.To));
        Assert.All(inLeg, escalated => Assert.Equal("1", escalated.Leg));
        Assert.Equal(
            ("chief", LegOutcome.Escalated),
            entries.OfType<LegEnded>().Where(ended => ended.Leg == "1").Select(ended => (ended.Participant, ended.Outcome)).Single()
        );
        Assert.Equal(["Refund"], Assert.Single(entries.OfType<TicketOpened>()).Issues.Select(issue => turn.Issues[issue.Value - 1].Title));
        Assert.Equal(IssueStatus.Resolved, turn.Issues.Single(issue => issue.Title == "Dashboard").Status);
    }

    [Fact]
    public async Task A_person_s_reply_while_a_leg_runs_waits_for_it_and_is_not_lost()
    {
        var shop = new LadderTeam(["people"], strategy: IssueStrategy.Coordinator);
        var (blocked, begun) = (new TaskCompletionSource(), new TaskCompletionSource());
        shop.Models["triage"] = new ScriptedModel(request =>
            request.Text.Contains("All reports are in", StringComparison.Ordinal)
                ? Say("The dashboard works.")
                : Transfer("billing", "A refund.", 0.9, "Refund").And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
        );
        shop.Models["technical"] = new ScriptedModel(_ =>
        {
            begun.SetResult();
            blocked.Task.Wait(TestContext.Current.CancellationToken);
            return Say("It works.");
        });
        var runtime = shop.Runtime();

        var running = runtime.RunAsync("Two things.", shop.Conversation, cancellationToken: TestContext.Current.CancellationToken);
        await begun.Task;
        var replying = runtime.AsOperator("maria").ReplyAsync(shop.Conversation, "I pay it back.", TestContext.Current.CancellationToken);
        Assert.False(replying.IsCompleted);
        blocked.SetResult();

        Assert.Equal(TurnOutcome.WaitingOnPerson, (await running).Outcome);
        Assert.Equal("I pay it back.", (await replying)!.FinalOutput);
        Assert.Single((await shop.EntriesAsync()).OfType<LegEnded>(), ended => ended.Participant == "technical");
    }

    [Fact]
    public async Task What_legs_leave_to_several_desks_becomes_one_ticket_after_the_other()
    {
        var shop = new LadderTeam(["people"], strategy: IssueStrategy.Coordinator);
        shop.Models["triage"] = new ScriptedModel(request =>
            request.Text.Contains("All reports are in", StringComparison.Ordinal)
                ? Say("People see to both.")
                : Transfer("billing", "A refund.", 0.9, "Refund").And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
        );
        shop.Models["technical"] = new ScriptedModel(_ => LadderTeam.Escalate(target: "lawyers"));

        await shop.SayAsync("Two things.");
        await shop.As("maria").ReplyAsync(shop.Conversation, "Paid back.");
        await shop.As("maria").HandBackAsync(shop.Conversation, "Paid.", resolved: true);

        var tickets = (await shop.EntriesAsync()).OfType<TicketOpened>().ToList();
        Assert.Equal([("c1-1", "people"), ("c1-2", "lawyers")], tickets.Select(ticket => (ticket.Ticket.Value, ticket.Desk)));
        var turn = await shop.SayAsync("And the dashboard?");
        Assert.Equal((TurnOutcome.WaitingOnPerson, "lawyers"), (turn.Outcome, turn.Holder));
        Assert.Contains("our lawyers", turn.FinalOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cut_behind_any_entry_the_climb_goes_on_to_the_same_end()
    {
        var whole = new LadderTeam();
        await TellAsync(whole);
        var entries = await whole.EntriesAsync();
        Assert.Equal(["chief", "people", "lawyers", null, "people"], entries.OfType<Escalated>().Select(escalated => escalated.To));

        for (var cut = 1; cut < entries.Count; cut++)
        {
            var journal = new InMemoryJournal();
            await journal.AppendAsync(
                whole.Conversation,
                0,
                [.. entries.Take(cut)],
                due: null,
                cancellationToken: TestContext.Current.CancellationToken
            );
            var resumed = new LadderTeam { Journal = journal };
            await TellAsync(resumed);

            Assert.Equal(Told(entries), Told(await resumed.EntriesAsync()));
        }
    }

    private static async Task TellAsync(LadderTeam shop)
    {
        await shop.SayAsync("A refund.", "m1");
        foreach (var desk in new[] { "people", "lawyers" })
        {
            if (!(await shop.EntriesAsync()).Exists(entry => entry is TicketDeclined declined && declined.By == desk))
                await shop.As(desk).DeclineAsync(shop.Conversation, "Not ours.");
        }

        await shop.Runtime().ResumeAsync(shop.Conversation);
        await shop.SayAsync("And now?", "m2");
    }

    internal static List<string> Told(List<JournalEntry> entries) =>
        entries
            .FindAll(entry => entry is not (ModelCallBegun or ModelCallEnded))
            .ConvertAll(entry =>
                entry switch
                {
                    IssueChanged changed => $"{changed.Issue} {changed.Owner} {changed.Status}",
                    HandedOff handed => $"{handed.From} {handed.To} {handed.Trigger} {string.Join(",", handed.Briefing.Issues)}",
                    Escalated escalated => $"{escalated.From} {escalated.To} {escalated.Trigger}",
                    InterimReplied interim => interim.Text,
                    Replied replied => replied.Text,
                    Degraded degraded => degraded.Text,
                    TicketOpened opened => $"{opened.Ticket} {opened.Desk} {opened.From} {string.Join(",", opened.Issues)}",
                    _ => entry.GetType().Name,
                }
            );
}

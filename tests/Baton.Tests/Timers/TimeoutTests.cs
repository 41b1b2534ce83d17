using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Journals.Timers;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Timers;

/// <summary>Limits in time as a reason to escalate, also when nothing arrives.</summary>
public sealed class TimeoutTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task An_issue_whose_deadline_passes_while_the_customer_is_silent_goes_to_the_desk()
    {
        var team = new TimerTeam();
        await team.SayAsync();
        var before = (await team.EntriesAsync()).Count;

        Assert.Equal(0, await team.ServeAfterAsync(Hour - TimeSpan.FromMilliseconds(1)));
        Assert.Equal(1, await team.ServeAfterAsync(TimeSpan.FromMilliseconds(1)));

        Assert.Equal("TimerFired Escalated IssueChanged TicketOpened HandedOff InterimReplied", await team.StoryAfterAsync(before));
        var entries = await team.EntriesAsync();
        var fired = entries.OfType<TimerFired>().Single();
        Assert.Equal((TimerTeam.Nine + Hour, DueKind.IssueDeadline, TimerTeam.Nine + Hour), (fired.Due, fired.Of, fired.At));
        var escalated = entries.OfType<Escalated>().Single();
        Assert.Equal((FailureCause.DeadlinePassed, "people", new IssueId(1)), (escalated.Trigger, escalated.To, escalated.Issue!.Value));
        Assert.Equal(IssueStatus.WaitingOnPerson, entries.OfType<IssueChanged>().Last().Status);
        Assert.Contains("our billing team", entries.OfType<InterimReplied>().Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_desk_an_issue_whose_deadline_passes_ends_and_the_customer_is_told()
    {
        var team = new TimerTeam(hasDesk: false);
        await team.SayAsync();
        var before = (await team.EntriesAsync()).Count;

        Assert.Equal(1, await team.ServeAfterAsync(Hour));

        Assert.Equal("TimerFired Escalated IssueChanged FellBack Degraded", await team.StoryAfterAsync(before));
        var degraded = (await team.EntriesAsync()).OfType<Degraded>().Single();
        // Nobody waited for it, so it took no time.
        Assert.Null((await team.EntriesAsync()).OfType<FellBack>().Single().TookMs);
        Assert.Contains("its deadline has passed", degraded.Text, StringComparison.Ordinal);
        Assert.Contains("Not done:\n- The refund", degraded.Text, StringComparison.Ordinal);
        Assert.Equal((await team.EntriesAsync()).OfType<MessageReceived>().Single().Message, degraded.Message);
        Assert.Equal(0, await team.ServeAfterAsync(TimeSpan.FromDays(1)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_conversation_whose_deadline_passes_is_escalated_with_all_that_is_open(bool hasDesk)
    {
        var team = new TimerTeam(hasDesk, new HandoffLimits { Time = 2 * Hour });
        team.Models["triage"] = new ScriptedModel(_ => TimerTeam.PassOn());
        await team.SayAsync();

        Assert.Equal(1, await team.ServeAfterAsync(2 * Hour));

        var entries = await team.EntriesAsync();
        Assert.Equal(DueKind.Deadline, entries.OfType<TimerFired>().Single().Of);
        Assert.Equal(FailureCause.DeadlinePassed, entries.OfType<Escalated>().Single().Trigger);
        Assert.Equal(hasDesk ? IssueStatus.WaitingOnPerson : IssueStatus.Escalated, entries.OfType<IssueChanged>().Last().Status);
        Assert.Equal(0, await team.ServeAfterAsync(TimeSpan.FromDays(9)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_agent_that_holds_the_baton_for_too_long_gives_it_up(bool hasDesk)
    {
        var team = new TimerTeam(hasDesk, billingHolds: (Hour / 2, null));
        team.Models["triage"] = new ScriptedModel(_ => TimerTeam.PassOn());
        await team.SayAsync();

        Assert.Equal(0, await team.ServeAfterAsync(Hour / 4));
        Assert.Equal(1, await team.ServeAfterAsync(Hour / 4));

        var entries = await team.EntriesAsync();
        Assert.Equal(DueKind.AgentTime, entries.OfType<TimerFired>().Single().Of);
        var escalated = entries.OfType<Escalated>().Single();
        Assert.Equal(
            ("billing", FailureCause.TimedOut, "billing held the conversation for longer than 30 minutes."),
            (escalated.From, escalated.Trigger, escalated.Reason)
        );
        Assert.Equal(hasDesk ? IssueStatus.WaitingOnPerson : IssueStatus.Escalated, entries.OfType<IssueChanged>().Last().Status);
        Assert.Equal(0, await team.ServeAfterAsync(TimeSpan.FromDays(9)));
    }

    [Fact]
    public async Task An_agent_that_is_through_with_its_issues_is_not_timed_out_and_its_time_begins_anew_with_the_next()
    {
        var team = new TimerTeam(billingHolds: (Hour, null));
        team.Models["triage"] = new ScriptedModel(_ => TimerTeam.PassOn());
        team.Models["billing"] = new ScriptedModel(request => Say(request.Number == 1 ? "Paid back." : "Which one?"));
        await team.SayAsync();

        Assert.Equal(0, await team.ServeAfterAsync(5 * Hour));
        var turn = await team.SayAsync("And the other one?");

        Assert.Equal((TurnOutcome.Replied, "Which one?"), (turn.Outcome, turn.FinalOutput));
        Assert.Empty((await team.EntriesAsync()).OfType<Escalated>());
    }

    [Fact]
    public async Task An_agent_that_does_not_come_to_an_end_within_its_messages_gives_up_on_the_next()
    {
        var team = new TimerTeam(billingHolds: (null, 2));
        team.Models["triage"] = new ScriptedModel(_ => TimerTeam.PassOn());
        await team.SayAsync();
        await team.SayAsync("This one.");

        var turn = await team.SayAsync("I said so: this one.");

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.Equal(2, team.Models["billing"].Requests.Count);
        Assert.Equal(
            (FailureCause.TimedOut, "billing did not finish within 2 messages."),
            (await team.EntriesAsync()).OfType<Escalated>().Select(escalated => (escalated.Trigger, escalated.Reason)).Single()
        );
    }

    [Fact]
    public async Task An_agent_s_time_stands_still_while_a_person_is_to_approve_its_call_and_the_issue_s_does_not()
    {
        var team = new TimerTeam(billingHolds: (Hour / 2, null));
        team.Models["triage"] = new ScriptedModel(_ => TimerTeam.PassOn(180));
        team.Models["billing"] = new ScriptedModel(request =>
            request.Number == 1 ? Call("refund", """{"amount":80}""") : Say("Paid back. Is there more?")
        );
        await team.SayAsync();
        var call = (await team.EntriesAsync()).OfType<ApprovalAsked>().Single().CallId;

        Assert.Equal(0, await team.ServeAfterAsync(2 * Hour));
        var turn = await team.Runtime().AsOperator("maria").ApproveAsync(team.Conversation, call);

        Assert.Equal(TurnOutcome.Replied, turn!.Outcome);
        Assert.Equal(0, await team.ServeAfterAsync(Hour / 4));
        Assert.Equal(1, await team.ServeAfterAsync(Hour / 4));
        Assert.Equal(DueKind.AgentTime, (await team.FiredAsync()).Single().Of);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_nobody_approves_by_the_deadline_never_runs(bool hasDesk)
    {
        var team = new TimerTeam(hasDesk);
        team.Models["billing"] = new ScriptedModel(request =>
            request.Number == 1 ? Call("refund", """{"amount":80}""") : Say("Paid back.")
        );
        await team.SayAsync();
        var call = (await team.EntriesAsync()).OfType<ApprovalAsked>().Single().CallId;

        Assert.Equal(1, await team.ServeAfterAsync(Hour));

        var entries = await team.EntriesAsync();
        Assert.Empty(entries.OfType<ToolCallBegun>());
        Assert.Equal(hasDesk ? typeof(InterimReplied) : typeof(Degraded), entries[^1].GetType());
        await Assert.ThrowsAsync<InvalidOperationException>(() => team.Runtime().AsOperator("maria").ApproveAsync(team.Conversation, call));
        Assert.Equal(0, await team.ServeAfterAsync(TimeSpan.FromDays(9)));
    }

    [Fact]
    public async Task The_deadline_of_one_issue_leaves_another_s_call_to_be_approved()
    {
        var team = new TimerTeam(hasDesk: false);
        team.Models["triage"] = new ScriptedModel(_ =>
            Call("transfer_to_technical", """{"summary":"An error.","issues":["The error"],"limits":{"minutes":60}}""")
                .And(Transfer("billing", "A refund.", null, "The refund"))
        );
        team.Models["technical"] = new ScriptedModel(_ => Say("Which page is it?"));
        team.Models["billing"] = new ScriptedModel(request =>
            request.Number == 1 ? Call("refund", """{"amount":80}""") : Say("Paid back.")
        );
        await team.SayAsync();
        var call = (await team.EntriesAsync()).OfType<ApprovalAsked>().Single().CallId;

        Assert.Equal(1, await team.ServeAfterAsync(Hour));
        var turn = await team.Runtime().AsOperator("maria").ApproveAsync(team.Conversation, call);

        Assert.Equal([IssueStatus.Escalated, IssueStatus.Resolved], turn!.Issues.Select(issue => issue.Status));
        Assert.Contains("Paid back.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains("Not done:\n- The error", turn.FinalOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Between_the_steps_of_a_turn_an_issue_without_time_goes_to_the_desk_and_the_rest_goes_on()
    {
        var team = new TimerTeam();
        team.Models["triage"] = new ScriptedModel(_ => TimerTeam.PassOn(60).And(Transfer("technical", "An error.", null, "The error")));
        team.Models["billing"] = new ScriptedModel(request =>
        {
            team.Time.Advance(2 * Hour);
            return Call("find");
        });

        var turn = await team.SayAsync("My money, and the error.");

        Assert.Equal(TurnOutcome.WaitingOnPerson, turn.Outcome);
        Assert.StartsWith("It works again.\n\nI have passed this on to our billing team", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal([IssueStatus.WaitingOnPerson, IssueStatus.Resolved], turn.Issues.Select(issue => issue.Status));
        Assert.Equal([new IssueId(1)], (await team.EntriesAsync()).OfType<TicketOpened>().Single().Issues);
    }

    [Fact]
    public async Task Nothing_is_due_where_nothing_is_open_or_people_have_it()
    {
        var solved = new TimerTeam(conversation: new HandoffLimits { Time = Hour });
        solved.Models["billing"] = new ScriptedModel(_ => Say("Paid back."));
        await solved.SayAsync();
        var atDesk = new TimerTeam(conversation: new HandoffLimits { Time = 3 * Hour });
        await atDesk.SayAsync();
        await atDesk.ServeAfterAsync(Hour);

        Assert.Equal(0, await solved.ServeAfterAsync(TimeSpan.FromDays(9)));
        Assert.Equal(0, await atDesk.ServeAfterAsync(TimeSpan.FromDays(9)));
        Assert.Equal(HandoffTrigger.Escalated, (await atDesk.EntriesAsync()).OfType<HandedOff>().Last().Trigger);
    }
}

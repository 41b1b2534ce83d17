using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Escalations;

/// <summary>A desk where people really work: one claimant, and acts that fit where the ticket stands.</summary>
public sealed class TicketTests
{
    [Fact]
    public async Task A_ticket_says_how_soon_what_has_to_be_known_and_when_it_is_due()
    {
        var shop = new LadderTeam(["people"], firstResponse: TimeSpan.FromMinutes(30), resolution: TimeSpan.FromDays(2));
        shop.Models["triage"] = new ScriptedModel(_ =>
            Call("transfer_to_billing", """{"summary":"A refund.","issues":["Refund"],"category":"legal","priority":"urgent"}""")
        );

        await shop.SayAsync("A refund.");

        var ticket = Assert.Single((await shop.EntriesAsync()).OfType<TicketOpened>());
        Assert.Equal(
            (IssuePriority.Urgent, shop.Time.Start.AddMinutes(30), shop.Time.Start.AddDays(2)),
            (ticket.Priority, ticket.FirstResponseDue, ticket.ResolutionDue)
        );
        Assert.Equal(["billing", "legal"], ticket.Skills);
    }

    [Fact]
    public async Task Of_two_people_who_claim_one_has_it_and_the_other_hears_who()
    {
        var shop = new LadderTeam(["people"]);
        await shop.SayAsync("A refund.");
        var (maria, john) = (shop.As("maria"), shop.As("john"));

        var claims = new[] { maria.ClaimAsync(shop.Conversation), john.ClaimAsync(shop.Conversation) };
        var lost = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(claims));

        var claimed = Assert.Single((await shop.EntriesAsync()).OfType<TicketClaimed>());
        Assert.Equal($"{claimed.By} has claimed ticket c1-1. Nobody else can act on it until {claimed.By} releases it.", lost.Message);
    }

    [Fact]
    public async Task Claiming_twice_is_claiming_once()
    {
        var shop = new LadderTeam(["people"]);
        await shop.SayAsync("A refund.");

        await shop.As("maria").ClaimAsync(shop.Conversation);
        await shop.As("maria").ClaimAsync(shop.Conversation);

        Assert.Single((await shop.EntriesAsync()).OfType<TicketClaimed>());
    }

    [Fact]
    public async Task Acting_on_a_ticket_that_nobody_has_claims_it()
    {
        var shop = new LadderTeam(["people"]);
        await shop.SayAsync("A refund.");

        await shop.As("maria").ReplyAsync(shop.Conversation, "I look at it.");

        var entries = await shop.EntriesAsync();
        Assert.Equal(
            ["ticket_claimed maria", "operator_replied"],
            entries.TakeLast(2).Select(entry => entry is TicketClaimed claimed ? $"ticket_claimed {claimed.By}" : "operator_replied")
        );
    }

    public static TheoryData<string> Acts =>
        ["claim", "release", "decline", "reply", "ask", "grant", "resolve", "decline issue", "hand back"];

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Nobody_but_the_claimant_acts_on_a_ticket_and_nothing_is_changed(string act)
    {
        var shop = new LadderTeam(["people"]);
        await shop.SayAsync("A refund.");
        await shop.As("maria").ClaimAsync(shop.Conversation);
        var before = (await shop.EntriesAsync()).Count;

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ActAsync(shop.As("john"), shop.Conversation, act));

        Assert.Equal("maria has claimed ticket c1-1. Nobody else can act on it until maria releases it.", refused.Message);
        Assert.Equal(before, (await shop.EntriesAsync()).Count);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Without_a_ticket_there_is_nothing_to_do_at_a_desk(string act)
    {
        var shop = new LadderTeam(["people"]);
        shop.Models["billing"] = new ScriptedModel(_ => Say("Done."));
        await shop.SayAsync("A refund.");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ActAsync(shop.As("john"), shop.Conversation, act));

        Assert.Equal("Conversation c1 has no open ticket. Agents are working on it.", refused.Message);
    }

    [Fact]
    public async Task A_released_ticket_is_anybody_s_again()
    {
        var shop = new LadderTeam(["people"]);
        await shop.SayAsync("A refund.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.As("maria").ReleaseAsync(shop.Conversation));
        await shop.As("maria").ClaimAsync(shop.Conversation);

        await shop.As("maria").ReleaseAsync(shop.Conversation, "I am off.");
        var turn = await shop.As("john").ReplyAsync(shop.Conversation, "I have it now.");

        Assert.Equal("I have it now.", turn!.FinalOutput);
        Assert.Equal(["maria", "john"], (await shop.EntriesAsync()).OfType<TicketClaimed>().Select(claimed => claimed.By));
    }

    [Fact]
    public async Task A_person_s_question_is_answered_to_the_desk_and_no_agent_is_asked()
    {
        var shop = new LadderTeam(["people"]);
        await shop.SayAsync("A refund.", "m1");
        var asked = Requests(shop);

        var question = await shop.As("maria").AskAsync(shop.Conversation, "Which invoice?");
        var answer = await shop.SayAsync("Number 7.", "m2");
        var done = await shop.As("maria").ReplyAsync(shop.Conversation, "Paid back.");

        Assert.Equal((TurnOutcome.Replied, "Which invoice?", "m1"), (question!.Outcome, question.FinalOutput, question.Message.Value));
        Assert.Equal((TurnOutcome.WaitingOnPerson, "", "people"), (answer.Outcome, answer.FinalOutput, answer.Holder));
        Assert.Equal(("Paid back.", "m2"), (done!.FinalOutput, done.Message.Value));
        Assert.Equal(asked, Requests(shop));
        Assert.Equal([true, null], (await shop.EntriesAsync()).OfType<OperatorReplied>().Select(replied => replied.Asks));
    }

    [Fact]
    public async Task A_note_is_anybody_s_and_only_colleagues_and_agents_read_it()
    {
        var shop = new LadderTeam(["people"]);
        shop.Models["billing"] = new ScriptedModel(request =>
            request.Text.Contains("Do it", StringComparison.Ordinal) ? Say("Done.") : LadderTeam.Escalate()
        );
        await shop.SayAsync("A refund.");
        await shop.As("maria").ClaimAsync(shop.Conversation);

        await shop.As("john").NoteAsync(shop.Conversation, "The bank called.");
        var turn = await shop.As("maria").HandBackAsync(shop.Conversation, "Do it, please.");

        Assert.Equal("Done.", turn!.FinalOutput);
        Assert.Contains("john noted: The bank called.", shop.Models["billing"].Requests[^1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            (await shop.EntriesAsync()).OfType<InterimReplied>(),
            told => told.Text.Contains("bank", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Issues_are_ended_one_by_one_and_the_rest_goes_back()
    {
        var shop = new LadderTeam(["people"]);
        shop.Models["triage"] = new ScriptedModel(_ => Transfer("billing", "A refund.", 0.9, "Refund", "Voucher", "New plan"));
        shop.Models["billing"] = new ScriptedModel(request =>
            request.Text.Contains("The plan is yours", StringComparison.Ordinal) ? Say("The plan is changed.") : LadderTeam.Escalate()
        );
        await shop.SayAsync("Three things.");

        await shop.As("maria").ResolveIssueAsync(shop.Conversation, new IssueId(1), "Paid by hand.");
        await shop.As("maria").DeclineIssueAsync(shop.Conversation, new IssueId(2), "No vouchers this year.");
        var again = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            shop.As("maria").ResolveIssueAsync(shop.Conversation, new IssueId(2), "Well.")
        );
        var none = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            shop.As("maria").ResolveIssueAsync(shop.Conversation, new IssueId(4), "Well.")
        );
        var turn = await shop.As("maria").HandBackAsync(shop.Conversation, "The plan is yours.");

        Assert.Equal("Issue #2 of conversation c1 has already ended: maria declined issue #2: No vouchers this year.", again.Message);
        Assert.Equal("There is no issue #4 in conversation c1: they are #1 to #3.", none.Message);
        Assert.Equal("The plan is changed.", turn!.FinalOutput);
        Assert.Equal(
            [
                ("people", IssueStatus.Resolved, "Paid by hand."),
                ("people", IssueStatus.Declined, "No vouchers this year."),
                ("billing", IssueStatus.Resolved, "answered by billing"),
            ],
            turn.Issues.Select(issue => (issue.Owner, issue.Status, issue.Outcome!))
        );
        var read = shop.Models["billing"].Requests[^1].Text;
        Assert.Contains("maria ended #1 Refund as resolved: Paid by hand.", read, StringComparison.Ordinal);
        Assert.Contains("Yours:\n- #3 New plan", read, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task A_granted_permission_widens_what_the_agent_may_do_on_the_record_for_the_issue_or_for_all(int? issue)
    {
        var shop = new LadderTeam(["people"]);
        var issues = issue is { } number ? new IssueId(number) : (IssueId?)null;
        shop.Models["triage"] = new ScriptedModel(_ => Transfer("billing", "A refund.", 0.9, "Refund", "Other refund"));
        // Each issue on its own: what was granted for one is no leave for the other.
        var stretch = 0;
        shop.Models["billing"] = new ScriptedModel(request =>
            !request.Text.Contains("Go on", StringComparison.Ordinal) ? LadderTeam.Escalate()
            : request.Results.Count > 0 ? Say($"Result: {request.Results[0]}")
            : Call("refund", $$"""{"amount":{{80 + stretch++}}}""")
        );
        await shop.SayAsync("Two refunds.");

        await shop.As("maria").GrantAsync(shop.Conversation, "billing.refund <= 100", issues);
        var turn = await shop.As("maria").HandBackAsync(shop.Conversation, "Go on, up to 100.");

        Assert.Equal(TurnOutcome.Replied, turn!.Outcome);
        var granted = Assert.Single((await shop.EntriesAsync()).OfType<PermissionGranted>());
        Assert.Equal(("maria", "billing.refund <= 100", issues), (granted.By, granted.Permission.ToString(), granted.Issue));
        Assert.Single(shop.Refunds);
        Assert.Contains("maria granted billing.refund <= 100", shop.Models["billing"].Requests[^1].Text, StringComparison.Ordinal);
        if (issue is not null)
            Assert.Contains("is permitted with 'amount' from 0 to 50 only", turn.FinalOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bound_that_was_granted_is_a_bound()
    {
        var shop = new LadderTeam(["people"]);
        shop.Models["billing"] = new ScriptedModel(request =>
            !request.Text.Contains("Go on", StringComparison.Ordinal) ? LadderTeam.Escalate()
            : request.Results.Count > 0 ? Say(request.Results[0])
            : Call("refund", """{"amount":101}""")
        );
        await shop.SayAsync("A refund.");
        await shop.As("maria").GrantAsync(shop.Conversation, "billing.refund <= 100");

        var turn = await shop.As("maria").HandBackAsync(shop.Conversation, "Go on, up to 100.");

        Assert.Empty(shop.Refunds);
        Assert.Contains("from 0 to 100 only", turn!.FinalOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_that_was_passed_on_before_goes_straight_to_who_has_not_passed_it_on()
    {
        var shop = new LadderTeam();
        await shop.SayAsync("A refund.");
        await shop.As("maria").HandBackAsync(shop.Conversation, "Try again.", to: "billing");

        Assert.Equal(
            [
                $"billing chief {FailureCause.AskedByAgent} 1",
                $"chief people {FailureCause.AskedByAgent} 2",
                $"billing people {FailureCause.AskedByAgent} 2",
            ],
            await shop.ClimbAsync()
        );
        Assert.Equal(["c1-1", "c1-2"], (await shop.EntriesAsync()).OfType<TicketOpened>().Select(ticket => ticket.Ticket.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_ticket_that_nobody_takes_in_time_goes_to_the_next_rung_and_one_that_was_taken_does_not(bool isTaken)
    {
        var shop = new LadderTeam(["people", "lawyers"], firstResponse: TimeSpan.FromMinutes(30));
        await shop.SayAsync("A refund.");
        shop.Time.Advance(TimeSpan.FromMinutes(29));
        await shop.As("john").NoteAsync(shop.Conversation, "Anybody?");
        if (isTaken)
            await shop.As("maria").ClaimAsync(shop.Conversation);
        shop.Time.Advance(TimeSpan.FromMinutes(1));

        // Whatever moves the clock: here somebody writes a note.
        await shop.As("john").NoteAsync(shop.Conversation, "Still nobody?");

        var entries = await shop.EntriesAsync();
        Assert.Equal(isTaken ? [] : [TicketDue.FirstResponse], entries.OfType<TicketExpired>().Select(expired => expired.Due));
        Assert.Equal(isTaken ? ["people"] : ["people", "lawyers"], entries.OfType<TicketOpened>().Select(ticket => ticket.Desk));
        if (!isTaken)
            Assert.StartsWith(
                "I have passed this on to our lawyers",
                entries.OfType<InterimReplied>().Last().Text,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task Behind_the_last_rung_the_customer_hears_the_truth_and_people_can_still_take_the_ticket()
    {
        var shop = new LadderTeam(["people"], firstResponse: TimeSpan.FromMinutes(30));
        await shop.SayAsync("A refund.", "m1");
        shop.Time.Advance(TimeSpan.FromHours(1));

        var turn = await shop.SayAsync("Hello?", "m2");
        var later = await shop.SayAsync("Anybody?", "m3");
        var answered = await shop.As("maria").ReplyAsync(shop.Conversation, "Sorry. It is paid back.");

        Assert.Equal((TurnOutcome.Degraded, "people"), (turn.Outcome, turn.Holder));
        Assert.Contains("nobody took it in time", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal(TurnOutcome.WaitingOnPerson, later.Outcome);
        Assert.Equal(("Sorry. It is paid back.", "m3"), (answered!.FinalOutput, answered.Message.Value));
        Assert.Single((await shop.EntriesAsync()).OfType<TicketExpired>());
        Assert.Equal(IssueStatus.WaitingOnPerson, answered.Issues[0].Status);
    }

    [Fact]
    public async Task A_ticket_that_is_not_closed_in_time_is_overdue_and_stays_where_it_is()
    {
        var shop = new LadderTeam(["people", "lawyers"], resolution: TimeSpan.FromDays(1));
        await shop.SayAsync("A refund.");
        await shop.As("maria").ReplyAsync(shop.Conversation, "I look at it.");
        shop.Time.Advance(TimeSpan.FromDays(2));

        await shop.SayAsync("And?");
        await shop.SayAsync("And now?");

        var entries = await shop.EntriesAsync();
        Assert.Equal(TicketDue.Resolution, Assert.Single(entries.OfType<TicketExpired>()).Due);
        Assert.Single(entries.OfType<TicketOpened>());
    }

    [Fact]
    public async Task A_desk_that_declines_what_was_answered_already_leaves_the_customer_in_peace()
    {
        var shop = new LadderTeam(["people"]);
        await shop.SayAsync("A refund.");
        await shop.As("maria").ReplyAsync(shop.Conversation, "I ask around.");

        var none = await shop.As("maria").DeclineAsync(shop.Conversation, "Not ours after all.");

        Assert.Null(none);
        var entries = await shop.EntriesAsync();
        Assert.Empty(entries.OfType<Degraded>());
        Assert.Equal(("people", "billing"), (entries.OfType<HandedOff>().Last().From, entries.OfType<HandedOff>().Last().To));
        shop.Models["billing"] = new ScriptedModel(_ => Say("Back with me."));
        Assert.Equal("Back with me.", (await shop.SayAsync("And?")).FinalOutput);
        Assert.Contains(
            "maria declined the ticket: Not ours after all.",
            shop.Models["billing"].Requests[^1].Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Cut_behind_any_entry_a_ticket_s_life_goes_on_to_the_same_end()
    {
        var whole = new LadderTeam(["people", "lawyers"], firstResponse: TimeSpan.FromMinutes(30));
        await LiveAsync(whole);
        var entries = await whole.EntriesAsync();

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
            var resumed = new LadderTeam(["people", "lawyers"], firstResponse: TimeSpan.FromMinutes(30)) { Journal = journal };
            await LiveAsync(resumed);

            Assert.Equal(ToldAfterCut(entries, cut), LadderTests.Told(await resumed.EntriesAsync()));
        }
    }

    // A call that was cut has an unknown outcome, and its issue is not resolved.
    private static List<string> ToldAfterCut(List<JournalEntry> entries, int cut) =>
        LadderTests.Told(
            cut > 0 && entries[cut - 1] is ToolCallBegun
                ? entries.ConvertAll(entry =>
                    entry is IssueChanged { Status: IssueStatus.Resolved } changed && changed.Seq > cut
                        ? changed with
                        {
                            Status = IssueStatus.InProgress,
                        }
                        : entry
                )
                : entries
        );

    // Nobody comes at the first desk; at the second everything is done that can be done. A person looks first what there is to do.
    private static async Task LiveAsync(LadderTeam shop)
    {
        shop.Models["billing"] = new ScriptedModel(request =>
            request.Text.Contains("Go on", StringComparison.Ordinal)
                ? request.Results.Count > 0
                    ? Say("All done.")
                    : Call("refund", """{"amount":80}""")
                : LadderTeam.Escalate()
        );
        await shop.SayAsync("A refund.", "m1");
        shop.Time.Advance(TimeSpan.FromHours(1));
        await shop.SayAsync("Hello?", "m2");
        var maria = shop.As("maria");
        await UnlessAsync<TicketNoted>(() => maria.NoteAsync(shop.Conversation, "Looks fine."));
        await UnlessAsync<OperatorReplied>(() => maria.AskAsync(shop.Conversation, "Which invoice?"));
        await shop.SayAsync("Number 7.", "m3");
        await UnlessAsync<PermissionGranted>(() => maria.GrantAsync(shop.Conversation, "billing.refund <= 100", new IssueId(1)));
        await UnlessAsync<TicketClosed>(() => maria.HandBackAsync(shop.Conversation, "Go on."));
        await shop.Runtime().ResumeAsync(shop.Conversation);

        async Task UnlessAsync<T>(Func<Task> act)
        {
            await shop.Runtime().ResumeAsync(shop.Conversation);
            if (!(await shop.EntriesAsync()).Exists(entry => entry is T))
                await act();
        }
    }

    private static int Requests(LadderTeam shop) =>
        new[] { "triage", "billing", "chief", "technical" }.Sum(agent => shop.Models[agent].Requests.Count);

    private static Task ActAsync(Operator person, ConversationId conversation, string act) =>
        act switch
        {
            "claim" => person.ClaimAsync(conversation),
            "release" => person.ReleaseAsync(conversation),
            "decline" => person.DeclineAsync(conversation, "No."),
            "reply" => person.ReplyAsync(conversation, "Hello."),
            "ask" => person.AskAsync(conversation, "Who?"),
            "grant" => person.GrantAsync(conversation, "billing.refund"),
            "resolve" => person.ResolveIssueAsync(conversation, new IssueId(1), "Done."),
            "decline issue" => person.DeclineIssueAsync(conversation, new IssueId(1), "No."),
            _ => person.HandBackAsync(conversation, "Done."),
        };
}

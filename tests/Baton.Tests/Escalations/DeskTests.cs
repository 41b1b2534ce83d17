using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Escalations;

/// <summary>What no agent may or can go on with goes to people, and comes back from them.</summary>
public sealed class DeskTests
{
    private static readonly TurnLimits OneCall = new() { ModelCalls = 2 };

    [Fact]
    public async Task What_is_escalated_becomes_a_ticket_with_every_issue_and_the_customer_hears_of_it_after_it_exists()
    {
        var shop = Shop();

        var turn = await shop.Runtime().RunAsync("Two things.", shop.Conversation);

        Assert.Equal((TurnOutcome.WaitingOnPerson, "people"), (turn.Outcome, turn.Holder));
        Assert.Equal(
            "I have passed this on to our billing team. A person will read our whole conversation and answer you here.\n\nStill "
                + "open:\n- Refund\n- Dashboard\n\nYour reference is c1-1.",
            turn.FinalOutput
        );
        Assert.All(turn.Issues, issue => Assert.Equal(("people", IssueStatus.WaitingOnPerson), (issue.Owner, issue.Status)));
        var entries = await shop.EntriesAsync();
        var ticket = Assert.Single(entries.OfType<TicketOpened>());
        Assert.Equal((new TicketId("c1-1"), "people", "billing", 2), (ticket.Ticket, ticket.Desk, ticket.From, ticket.Issues.Count));
        Assert.Equal("people", Assert.Single(entries.OfType<Escalated>()).To);
        var handed = entries.OfType<HandedOff>().Last();
        Assert.Equal(
            ("people", HandoffTrigger.Escalated, HistoryMode.Verbatim, HistoryReason.People),
            (handed.To, handed.Trigger, handed.Briefing.History.Mode, handed.Briefing.History.Reason)
        );
        Assert.True(ticket.Seq < entries.OfType<InterimReplied>().Single().Seq);
    }

    [Fact]
    public async Task While_people_have_the_conversation_agents_are_silent()
    {
        var shop = Shop();
        await shop.Runtime().RunAsync("Two things.", shop.Conversation);
        var asked = shop.Models["triage"].Requests.Count + shop.Models["billing"].Requests.Count;

        var second = await shop.Runtime().RunAsync("Hello?", shop.Conversation);
        var answered = await shop.Runtime().AsOperator("maria").ReplyAsync(shop.Conversation, "I am looking at it.");
        var third = await shop.Runtime().RunAsync("Great.", shop.Conversation);

        Assert.Contains("c1-1", second.FinalOutput, StringComparison.Ordinal);
        Assert.Equal((TurnOutcome.Replied, "I am looking at it."), (answered!.Outcome, answered.FinalOutput));
        Assert.Equal((TurnOutcome.WaitingOnPerson, ""), (third.Outcome, third.FinalOutput));
        Assert.Equal(asked, shop.Models["triage"].Requests.Count + shop.Models["billing"].Requests.Count);
    }

    [Fact]
    public async Task Handed_back_the_agent_reads_the_person_s_stretch_and_answers_what_the_customer_still_waits_for()
    {
        var shop = Shop();
        await shop.Runtime().RunAsync("Two things.", shop.Conversation);
        await shop.Runtime().AsOperator("maria").ReplyAsync(shop.Conversation, "The refund is on its way.");
        await shop.Runtime().RunAsync("And the dashboard?", shop.Conversation);

        var turn = await shop.Runtime().AsOperator("maria").HandBackAsync(shop.Conversation, "Refund paid by hand.", to: "triage");

        Assert.Equal((TurnOutcome.Replied, "As maria said.", "triage"), (turn!.Outcome, turn.FinalOutput, turn.Holder));
        var read = shop.Models["triage"].Requests[^1].Text;
        Assert.Contains("maria answered the customer: The refund is on its way.", read, StringComparison.Ordinal);
        Assert.Contains("Refund paid by hand.", read, StringComparison.Ordinal);
        Assert.Contains("And the dashboard?", read, StringComparison.Ordinal);
        var entries = await shop.EntriesAsync();
        Assert.Equal(
            ("people", "triage", HandoffTrigger.Returned),
            (entries.OfType<HandedOff>().Last().From, entries.OfType<HandedOff>().Last().To, entries.OfType<HandedOff>().Last().Trigger)
        );
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }

    [Fact]
    public async Task What_a_person_solved_is_resolved_and_the_next_message_goes_to_the_agent_that_had_it()
    {
        var shop = Shop();
        await shop.Runtime().RunAsync("Two things.", shop.Conversation);
        await shop.Runtime().AsOperator("maria").ReplyAsync(shop.Conversation, "Both are done.");

        var none = await shop.Runtime().AsOperator("maria").HandBackAsync(shop.Conversation, "Solved on the phone.", resolved: true);
        var turn = await shop.Runtime().RunAsync("Thanks!", shop.Conversation);

        Assert.Null(none);
        Assert.Equal("billing", turn.Holder);
        Assert.All(
            turn.Issues,
            issue => Assert.Equal(("people", IssueStatus.Resolved, "Solved on the phone."), (issue.Owner, issue.Status, issue.Reason))
        );
    }

    [Fact]
    public async Task A_sensitive_conversation_that_fits_nobody_goes_to_people_word_for_word()
    {
        var (runtime, journal, small) = Audited(overflow: false);

        var turn = await TalkAsync(runtime);

        Assert.Equal((TurnOutcome.WaitingOnPerson, "people"), (turn.Outcome, turn.Holder));
        var entries = await journal.ReadAsync(new ConversationId("c1")).ToListAsync();
        var history = Assert.Single(entries.OfType<HandedOff>()).Briefing.History;
        Assert.Equal(
            (HistoryMode.Verbatim, HistoryReason.Sensitive, 1L, null),
            (history.Mode, history.Reason, history.From, history.SummaryTo)
        );
        var escalated = Assert.Single(entries.OfType<Escalated>());
        Assert.Equal((FailureCause.ContextTooLong, HistoryReason.TooLong), (escalated.Trigger, escalated.History!.Reason));
        Assert.True(escalated.History.Tokens > escalated.History.Budget);
        Assert.Empty(small.Requests);
    }

    [Fact]
    public async Task What_does_not_fit_its_receiver_goes_to_the_one_named_for_that_before_the_transfer()
    {
        var (runtime, journal, small) = Audited(overflow: true);

        var turn = await TalkAsync(runtime);

        Assert.Equal((TurnOutcome.Replied, "I have read all of it.", "large"), (turn.Outcome, turn.FinalOutput, turn.Holder));
        Assert.Empty(small.Requests);
        var entries = await journal.ReadAsync(new ConversationId("c1")).ToListAsync();
        var handed = Assert.Single(entries.OfType<HandedOff>());
        Assert.Equal(("large", HistoryMode.Verbatim), (handed.To, handed.Briefing.History.Mode));
        Assert.Equal(
            "The conversation does not fit the context window of small, and it may not be summarised.",
            entries.OfType<IssueChanged>().First().Reason
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("billing")]
    [InlineData("two\nlines")]
    public void An_operator_has_a_name_of_their_own(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => Shop().Runtime().AsOperator(name));

    [Fact]
    public void A_desk_has_a_name_of_its_own() =>
        Assert.Throws<TeamException>(() => new Team("shop", new Agent { Name = "triage" }) { Desks = [new Desk { Name = "triage" }] });

    [Fact]
    public async Task Without_a_ticket_nobody_answers_or_hands_back()
    {
        var shop = Shop();
        var maria = shop.Runtime().AsOperator("maria");

        await Assert.ThrowsAsync<InvalidOperationException>(() => maria.ReplyAsync(shop.Conversation, "Hello."));
        await Assert.ThrowsAsync<InvalidOperationException>(() => maria.HandBackAsync(shop.Conversation, "Done."));
        await shop.Runtime().RunAsync("Two things.", shop.Conversation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => maria.HandBackAsync(shop.Conversation, "Done.", to: "nobody"));
        Assert.DoesNotContain(await shop.EntriesAsync(), entry => entry is TicketClosed);
    }

    [Fact]
    public async Task Cut_behind_any_entry_the_way_to_people_and_back_goes_on_to_the_same_end()
    {
        var whole = Shop();
        await TellAsync(whole);
        var entries = await whole.EntriesAsync();

        for (var cut = 1; cut < entries.Count; cut++)
        {
            var journal = new InMemoryJournal();
            await journal.AppendAsync(whole.Conversation, 0, [.. entries.Take(cut)], due: null);
            var resumed = Shop(journal);
            await TellAsync(resumed);

            Assert.Equal(Told(entries), Told(await resumed.EntriesAsync()));
        }
    }

    private static List<string> Told(List<JournalEntry> entries) =>
        entries
            .FindAll(entry => entry is not (ModelCallBegun or ModelCallEnded or ToolCallBegun or ToolCallEnded))
            .ConvertAll(entry =>
                entry switch
                {
                    IssueChanged changed => $"{changed.Issue} {changed.Owner} {changed.Status}",
                    HandedOff handed => $"{handed.From} {handed.To} {handed.Trigger}",
                    InterimReplied interim => interim.Text,
                    Replied replied => replied.Text,
                    _ => entry.GetType().Name,
                }
            );

    // A person who looks first what there is to do.
    private static async Task TellAsync(DeskTeam shop)
    {
        await shop.Runtime().RunAsync("Two things.", shop.Conversation, new MessageId("m1"));
        if (!(await shop.EntriesAsync()).Exists(entry => entry is OperatorReplied))
            await shop.Runtime().AsOperator("maria").ReplyAsync(shop.Conversation, "The refund is on its way.");
        await shop.Runtime().RunAsync("And the dashboard?", shop.Conversation, new MessageId("m2"));
        if (!(await shop.EntriesAsync()).Exists(entry => entry is TicketClosed))
            await shop.Runtime().AsOperator("maria").HandBackAsync(shop.Conversation, "Refund paid by hand.", to: "triage");
        await shop.Runtime().ResumeAsync(shop.Conversation);
    }

    // Billing asks for more model calls than a turn has.
    private static DeskTeam Shop(IJournal? journal = null)
    {
        var shop = new DeskTeam(limits: OneCall) { Journal = journal ?? new InMemoryJournal() };
        shop.Models["triage"] = new ScriptedModel(request =>
            request.Text.Contains("Refund paid by hand.", StringComparison.Ordinal)
                ? Say("As maria said.")
                : Transfer("billing", "Refund.", 0.9, "Refund").And(Transfer("technical", "It fails.", 0.9, "Dashboard"))
        );
        shop.Models["billing"] = new ScriptedModel(request =>
            request.Text.Contains("Thanks!", StringComparison.Ordinal) ? Say("You are welcome.") : Call("refund", """{"amount":1}""")
        );
        return shop;
    }

    // Chat for 150 turns with an agent that reads all, then a handoff to one that cannot.
    private static (TeamRuntime Runtime, IJournal Journal, ScriptedModel Small) Audited(bool overflow)
    {
        var journal = new InMemoryJournal();
        var models = new ScriptedModels();
        var large = new Agent { Name = "large" };
        var small = new Agent
        {
            Name = "small",
            ContextWindow = 4000,
            Overflow = overflow ? large : null,
        };
        var entry = new Agent { Name = "entry", Handoffs = [small] };
        models["entry"] = new ScriptedModel(request =>
            request.Messages[^1].Text.Contains("over", StringComparison.Ordinal) ? Transfer("small", "More.", 0.9, "More") : Say("Yes.")
        );
        models["small"] = new ScriptedModel(Say("I should not be asked."));
        models["large"] = new ScriptedModel(Say("I have read all of it."));
        var team = new Team("audited", entry) { IsAudited = true, Desks = [new Desk { Name = "people" }] };
        return (new TeamRuntime(team, models.For, journal), journal, models["small"]);
    }

    private static async Task<Turn> TalkAsync(TeamRuntime runtime)
    {
        for (var number = 1; number <= 150; number++)
            await runtime.RunAsync(
                $"Message {number}: my invoice INV-{1000 + number} is not what I had in mind when I signed.",
                new ConversationId("c1")
            );
        return await runtime.RunAsync("Hand me over.", new ConversationId("c1"));
    }
}

using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Testing.ChatClients;
using Baton.Tests.Escalations;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Peers;

/// <summary>What breaks elsewhere when people take over and give back.</summary>
public sealed class PeopleTests
{
    // Resume reaches the entry agent, not the one that asked (agent-framework #8247); ids differ after re-creation (#4793); pending
    // requests not re-emitted (#2485).
    [Fact]
    public async Task A_restart_reaches_the_agent_that_asked_and_says_again_what_waits()
    {
        var shop = new DeskTeam();
        shop.Models["triage"] = new ScriptedModel(Transfer("billing", "A refund.", 0.9, "Refund"));
        shop.Models["billing"] = new ScriptedModel(Call("refund", """{"amount":80}"""), Say("Paid."));
        await shop.Runtime().RunAsync("Refund me.", shop.Conversation, new MessageId("m1"));

        var again = await shop.Runtime().ResumeAsync(shop.Conversation);
        var waiting = Assert.IsType<WaitingApproval>(
            Assert.Single(await shop.Runtime().WaitingAsync().ToListAsync(TestContext.Current.CancellationToken))
        );
        var turn = await shop.Runtime().AsOperator("maria").ApproveAsync(shop.Conversation, waiting.CallId);

        Assert.Equal((TurnOutcome.WaitingOnPerson, "billing"), (again!.Outcome, again.Holder));
        Assert.Equal(("Paid.", "billing"), (turn!.FinalOutput, turn.Holder));
        Assert.Single(shop.Models["triage"].Requests);
        Assert.Single(shop.Refunds);
    }

    // Customer told "escalated" before the ticket exists (Botpress).
    [Fact]
    public async Task The_customer_hears_of_a_ticket_only_when_it_is_in_the_journal_wherever_the_process_dies()
    {
        var whole = new LadderTeam();
        await whole.SayAsync("A refund.", "m1");
        var entries = await whole.EntriesAsync();

        // The first entry alone says nothing to the customer.
        for (var cut = 2; cut < entries.Count; cut++)
        {
            var journal = new InMemoryJournal();
            await journal.AppendAsync(
                whole.Conversation,
                0,
                [.. entries.Take(cut)],
                due: null,
                cancellationToken: TestContext.Current.CancellationToken
            );
            var shop = new LadderTeam { Journal = journal };
            await foreach (var update in shop.Runtime().ResumeStreamingAsync(shop.Conversation, TestContext.Current.CancellationToken))
            {
                if (update is EntryAppended { Entry: InterimReplied said })
                    Assert.Contains(
                        await shop.EntriesAsync(),
                        entry =>
                            entry is TicketOpened opened
                            && opened.Seq < said.Seq
                            && said.Text.Contains(opened.Ticket.Value, StringComparison.Ordinal)
                    );
            }

            Assert.Single(await shop.EntriesAsync(), entry => entry is TicketOpened);
        }
    }

    // "The bot stays silent now" remains in history for ever after the human stretch (fazer-ai agents #457).
    [Fact]
    public async Task A_person_s_stretch_has_a_start_an_end_and_a_report_and_nothing_of_it_holds_for_ever()
    {
        var shop = new LadderTeam(["people"]);
        shop.Models["billing"] = new ScriptedModel(request =>
            request.Text.Contains("Paid by hand.", StringComparison.Ordinal) ? Say("As maria said.") : LadderTeam.Escalate()
        );
        await shop.SayAsync("A refund.");
        await shop.As("maria").ReplyAsync(shop.Conversation, "It is on its way.");
        await shop.SayAsync("Thanks. And my plan?");

        await shop.As("maria").HandBackAsync(shop.Conversation, "Paid by hand.");
        await shop.SayAsync("Good.");

        var entries = await shop.EntriesAsync();
        var (opened, back) = (
            entries.OfType<TicketOpened>().Single().Seq,
            entries.OfType<HandedOff>().Single(handed => handed.From == "people").Seq
        );
        foreach (var read in shop.Models["billing"].Requests.Skip(1).Select(request => request.Text))
        {
            Assert.Contains(
                $"<baton:desk name=\"people\" ticket=\"c1-1\" from=\"{opened}\" to=\"{back}\">\nThis desk had the conversation, and the "
                    + "customer was told so. Now billing has it.",
                read,
                StringComparison.Ordinal
            );
            Assert.Contains("maria answered the customer: It is on its way.", read, StringComparison.Ordinal);
            Assert.Contains("Paid by hand.", read, StringComparison.Ordinal);
            Assert.DoesNotContain("I have passed this on", read, StringComparison.Ordinal);
            Assert.DoesNotContain("will read all of our conversation", read, StringComparison.Ordinal);
        }
    }

    // A person takes over and the session cannot be resumed (Rasa #1945); return to the bot is left to the integrator (Parlant).
    [Fact]
    public async Task Handing_back_is_one_call_and_any_agent_goes_on_with_what_the_person_did_in_its_briefing()
    {
        var shop = new LadderTeam(["people"]);
        await shop.SayAsync("A refund.", "m1");
        shop.Models["technical"] = new ScriptedModel(request =>
            Say($"Read: {request.Text.Contains("The dashboard fails too.", StringComparison.Ordinal)}")
        );

        var turn = await shop.As("maria").HandBackAsync(shop.Conversation, "The dashboard fails too.", to: "technical");

        Assert.Equal(
            (TurnOutcome.Replied, "Read: True", "technical", "m1"),
            (turn!.Outcome, turn.FinalOutput, turn.Holder, turn.Message.Value)
        );
        var handed = (await shop.EntriesAsync()).OfType<HandedOff>().Last();
        Assert.Equal((HandoffTrigger.Returned, "The dashboard fails too."), (handed.Trigger, handed.Briefing.Summary));
        Assert.Equal("Read: True", (await shop.SayAsync("And now?")).FinalOutput);
    }

    // A pause inside a sub-agent is lost at the second resume (adk-python #5349 #6017).
    [Fact]
    public async Task A_leg_that_waits_for_a_person_waits_through_any_number_of_restarts()
    {
        var refunds = 0;
        var refund = new Tool(Tool.Create(() => $"paid {++refunds}", "refund").Function)
        {
            Approval = ApprovalRule.Always,
            Effect = ToolEffect.Once,
        };
        var (billing, technical) = (new Agent { Name = "billing", Tools = [refund] }, new Agent { Name = "technical", Tools = [refund] });
        var team = new Team("shop", new Agent { Name = "triage", Handoffs = [billing, technical] })
        {
            Strategy = IssueStrategy.Coordinator,
            Desks = [new Desk { Name = "people" }],
        };
        var (journal, conversation) = (new InMemoryJournal(), new ConversationId("c1"));
        var models = new ScriptedModels();
        models["triage"] = new ScriptedModel(request =>
            request.Text.Contains("All reports are in", StringComparison.Ordinal)
                ? Say("Both are done.")
                : Transfer("billing", "A refund.", 0.9, "Refund").And(Transfer("technical", "Another.", 0.9, "Voucher"))
        );
        foreach (var agent in new[] { "billing", "technical" })
            models[agent] = new ScriptedModel(request =>
                request.Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Any()
                    ? Say("Paid.")
                    : Call("refund")
            );
        TeamRuntime Runtime() => new(team, models.For, journal);
        await Runtime().RunAsync("Two things.", conversation);

        for (var restart = 0; restart < 3; restart++)
        {
            Assert.Equal(TurnOutcome.WaitingOnPerson, (await Runtime().ResumeAsync(conversation))!.Outcome);
            Assert.Equal(2, await Runtime().WaitingAsync().CountAsync());
        }

        foreach (var waiting in await Runtime().WaitingAsync().Cast<WaitingApproval>().ToListAsync())
        {
            await Runtime().ResumeAsync(conversation);
            await Runtime().AsOperator("maria").ApproveAsync(conversation, waiting.CallId);
        }

        var entries = await journal.ReadAsync(conversation).ToListAsync();
        Assert.Equal("Both are done.", Assert.Single(entries.OfType<Replied>()).Text);
        Assert.Equal(2, refunds);
        Assert.Equal(0, await Runtime().WaitingAsync().CountAsync());
    }
}

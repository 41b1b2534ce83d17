using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Testing.ChatClients;
using Baton.Tests.Conversations;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Peers;

/// <summary>What breaks elsewhere when a model hands over.</summary>
public sealed class TransferTests
{
    // Two transfer calls in one reply: a crash, one ignored, or the last wins (langgraph-swarm 23, openai-agents-python 499).
    [Fact]
    public async Task Two_transfers_in_one_reply_both_become_issues_in_their_order()
    {
        var support = new SupportTeam().WithTwoIssueScript();

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(
            [(1, SupportTeam.Charge, "billing"), (2, SupportTeam.Dashboard, "technical")],
            turn.Issues.Select(issue => (issue.Id.Value, issue.Title, issue.Owner))
        );
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
    }

    // The same for several issues at once, which others never get to (langgraph-swarm 105).
    [Fact]
    public async Task Two_transfers_in_one_reply_to_a_coordinator_both_run_and_neither_call_is_left_without_a_result()
    {
        var team = new LegTeam();

        var turn = await team.RunAsync("Two things.");

        Assert.Equal(
            [(1, "Wrong charge", "billing"), (2, "Dashboard", "technical")],
            turn.Issues.Select(issue => (issue.Id.Value, issue.Title, issue.Owner))
        );
        Assert.All(turn.Issues, issue => Assert.Equal(IssueStatus.Resolved, issue.Status));
        Assert.Equal(["billing", "technical"], (await team.EntriesAsync()).OfType<LegEnded>().Select(ended => ended.Participant).Order());
        Assert.All(
            team.Models.Requests,
            asked =>
                Assert.DoesNotContain(asked.Request.Messages, message => message.Contents.Any(content => content is FunctionCallContent))
        );
    }

    // Ignored transfers that stay in history make agents avoid that target (openai-agents-js 1122).
    [Fact]
    public async Task A_transfer_that_was_refused_is_gone_from_the_model_s_view_in_the_next_turn_and_stays_in_the_journal()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(
            Call("transfer_to_refunds", """{"summary":"Refund."}"""),
            Say("I can help you with that myself."),
            Say("Good bye.")
        );
        var runtime = support.Runtime();

        await runtime.RunAsync("I want my money back.", support.Conversation);
        await runtime.RunAsync("Thanks.", support.Conversation);

        var corrected = support.Models["triage"].Requests[1];
        Assert.Contains("transfer_to_billing", Assert.Single(corrected.Results), StringComparison.Ordinal);
        var later = support.Models["triage"].Requests[2];
        Assert.DoesNotContain(
            later.Messages,
            message => message.Contents.Any(content => content is FunctionCallContent or FunctionResultContent)
        );
        Assert.Contains(
            await support.EntriesAsync(),
            entry => entry is ToolCallEnded { Outcome: ToolOutcome.Refused, Tool: "transfer_to_refunds" }
        );
    }

    // Tool call and transfer in one reply: the results vanish and the provider rejects the history (langgraph-swarm 26, 69).
    [Fact]
    public async Task Tools_called_beside_a_transfer_finish_first_and_the_receiver_reads_their_results()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(Transfer("billing", "Wrong charge.", 0.9));
        support.Models["billing"] = new ScriptedModel(
            Call("find_charge", """{"amount":"49.99"}""").And(Transfer("technical", "It is the dashboard's fault.", 0.8))
        );
        support.Models["technical"] = new ScriptedModel(Say("Fixed."));

        var turn = await support.Runtime().RunAsync("Wrong charge.", support.Conversation);

        Assert.Equal("Fixed.", turn.FinalOutput);
        var entries = await support.EntriesAsync();
        var ended = Assert.Single(entries.OfType<ToolCallEnded>());
        Assert.Equal(ToolOutcome.Ok, ended.Outcome);
        Assert.True(ended.Seq < entries.OfType<HandedOff>().Last().Seq);
        Assert.Contains("invoice 7 over 49.99", Assert.Single(support.Models["technical"].Requests).Text, StringComparison.Ordinal);
    }

    // "No tool output found for function call" after a transfer or resume (agent-framework 3105, openai-agents 2171).
    [Fact]
    public async Task After_transfers_there_and_back_every_call_in_a_history_has_its_result()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(
            Transfer("billing", "Wrong charge.", 0.9),
            Transfer("technical", "The dashboard too.", 0.9, "Dashboard"),
            Say("All done.")
        );
        support.Models["billing"] = new ScriptedModel(
            Call("find_charge", """{"amount":"49.99"}""").And(Call("find_charge", """{"amount":"29.99"}""")),
            Transfer("triage", "There is more.", 0.7, "Something else"),
            Say("Charge corrected.")
        );
        support.Models["technical"] = new ScriptedModel(Say("Dashboard fixed."), Say("Nothing more."));
        var runtime = support.Runtime();

        await runtime.RunAsync(SupportTeam.TwoIssues, support.Conversation);
        await runtime.RunAsync("And now?", support.Conversation);

        // The scripted model refuses an invalid history, which would stand in the journal as a failure.
        Assert.DoesNotContain(await support.EntriesAsync(), entry => entry is AttemptFailed);
    }

    // "Transferred." as a tool result confuses the receiver (agent-framework 3046, 3161).
    [Fact]
    public async Task The_receiver_reads_a_briefing_and_no_transfer_call()
    {
        var support = new SupportTeam().WithTwoIssueScript();

        await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        var first = support.Models["billing"].Requests[0];
        Assert.DoesNotContain(
            first.Messages,
            message => message.Contents.Any(content => content is FunctionCallContent or FunctionResultContent)
        );
        Assert.Contains(
            "<baton:briefing from=\"triage\" confidence=\"0.95\">\nThe customer was overcharged.\nYours:\n- #1 " + SupportTeam.Charge,
            first.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("Others:\n- #2 " + SupportTeam.Dashboard + " (technical)", first.Text, StringComparison.Ordinal);
        Assert.Contains(SupportTeam.TwoIssues, first.Text, StringComparison.Ordinal);
    }

    // Slot-filling replies go to triage instead of the specialist (openai-agents 741, 1815, 2055).
    [Fact]
    public async Task The_next_message_goes_to_whoever_asked()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(SupportTeam.BothTransfers);
        support.Models["billing"] = new ScriptedModel(Say("Which invoice is it?"), Say("Invoice 7 is corrected."));
        support.Models["technical"] = new ScriptedModel(Say("The dashboard works again."));
        var runtime = support.Runtime();

        var asked = await runtime.RunAsync(SupportTeam.TwoIssues, support.Conversation);
        var answered = await runtime.RunAsync("Number 7.", support.Conversation);

        Assert.Equal("billing", asked.Holder);
        Assert.Equal("Which invoice is it?\n\nThe dashboard works again.", asked.FinalOutput);
        Assert.Equal(IssueStatus.WaitingOnCustomer, asked.Issues[0].Status);
        Assert.Equal(HandoffTrigger.Returned, (await support.EntriesAsync()).OfType<HandedOff>().Last().Trigger);
        Assert.Equal("Invoice 7 is corrected.", answered.FinalOutput);
        Assert.Equal(IssueStatus.Resolved, answered.Issues[0].Status);
        Assert.Single(support.Models["triage"].Requests);
    }

    // A handoff that bounces back yields a silent empty turn; the target is invoked with zero messages (agent-framework 7384, 7573).
    [Fact]
    public async Task A_handoff_that_bounces_back_still_answers_the_customer()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(
            Transfer("billing", "Wrong charge.", 0.6),
            Say("It is neither: please write to the shop.")
        );
        support.Models["billing"] = new ScriptedModel(Transfer("triage", "This is not about billing.", 0.9));

        var turn = await support.Runtime().RunAsync("Hm.", support.Conversation);

        Assert.Equal((TurnOutcome.Replied, "It is neither: please write to the shop."), (turn.Outcome, turn.FinalOutput));
        Assert.Equal(
            [HandoffTrigger.Routed, HandoffTrigger.Returned],
            (await support.EntriesAsync()).OfType<HandedOff>().Select(handoff => handoff.Trigger)
        );
    }

    // A to B to A without end: no cap, or a cap that only throws (agent-framework, openai-agents, LangGraph, ADK).
    [Fact]
    public async Task Ping_pong_escalates_and_the_customer_hears_of_it()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(_ => Transfer("billing", "Yours.", 0.6));
        support.Models["billing"] = new ScriptedModel(_ => Transfer("triage", "No, yours.", 0.6));

        var turn = await support.Runtime().RunAsync("Who takes this?", support.Conversation);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        var entries = await support.EntriesAsync();
        Assert.Equal(FailureCause.PingPong, Assert.Single(entries.OfType<Escalated>()).Trigger);
        Assert.Equal(2, entries.OfType<HandedOff>().Count());
        Assert.False(Assert.Single(turn.Issues).IsEnded);
    }

    // A hallucinated target agent (adk-python 3736); an agent stuck when no handoff comes (autogen 5831, 5611).
    [Fact]
    public async Task An_unknown_target_is_told_once_and_then_the_turn_is_given_up_with_an_answer()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(_ => Call("transfer_to_refunds", """{"summary":"Refund."}"""));

        var turn = await support.Runtime().RunAsync("I want my money back.", support.Conversation);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Contains(support.Conversation.Value, turn.FinalOutput, StringComparison.Ordinal);
        var failures = (await support.EntriesAsync()).OfType<AttemptFailed>().ToList();
        Assert.Equal(
            [(FailureCause.UnknownTarget, true), (FailureCause.UnknownTarget, false)],
            failures.Select(failure => (failure.Cause, failure.Told is not null))
        );
        Assert.Equal(2, support.Models["triage"].Requests.Count);
    }

    // An agent says that it is transferring and makes no call (openai-agents 2352, Chatwoot 13178): nobody came.
    [Fact]
    public async Task A_transfer_that_is_only_narrated_is_corrected_and_the_customer_never_reads_it()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(
            Say("I'm connecting you to our billing team now."),
            Transfer("billing", "Wrong charge.", 0.9)
        );
        support.Models["billing"] = new ScriptedModel(Say("It is corrected."));

        var turn = await support.Runtime().RunAsync("Wrong charge.", support.Conversation);

        Assert.Equal("It is corrected.", turn.FinalOutput);
        Assert.Equal(FailureCause.NarratedTransfer, Assert.Single((await support.EntriesAsync()).OfType<AttemptFailed>()).Cause);
    }

    // A specialist's tools are replaced by the handoff tools (agent-framework 1850); it calls tools seen only in history (autogen 6859).
    [Fact]
    public async Task Each_agent_is_offered_exactly_its_own_tools_and_transfers()
    {
        var support = new SupportTeam().WithTwoIssueScript();

        await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(["transfer_to_billing", "transfer_to_technical", "transfer_to_general"], support.Models["triage"].Requests[0].Tools);
        Assert.Equal(["find_charge", "transfer_to_triage", "transfer_to_technical"], support.Models["billing"].Requests[0].Tools);
        var technical = support.Models["technical"].Requests[0];
        Assert.Equal(["transfer_to_billing", "transfer_to_triage"], technical.Tools);
        // The answer says all that the look-up found.
        Assert.Contains("billing answered the customer: ", technical.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("find_charge", technical.Text, StringComparison.Ordinal);
    }
}

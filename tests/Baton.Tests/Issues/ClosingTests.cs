using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Baton.Tests.Conversations;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Issues;

/// <summary>Nothing closes with an issue that has not ended, and no issue is left without an owner (rule 3).</summary>
public sealed class ClosingTests
{
    [Fact]
    public async Task A_conversation_whose_issues_have_ended_closes_once_and_takes_no_message()
    {
        var support = new SupportTeam().WithTwoIssueScript();
        var runtime = support.Runtime();
        await runtime.RunAsync(SupportTeam.TwoIssues, support.Conversation);

        await runtime.CloseAsync(support.Conversation, "All done.");
        await support.Runtime().CloseAsync(support.Conversation, "All done, again.");

        Assert.Equal("All done.", Assert.Single((await support.EntriesAsync()).OfType<ConversationClosed>()).Reason);
        await Assert.ThrowsAsync<InvalidOperationException>(() => runtime.RunAsync("One more.", support.Conversation));
    }

    [Fact]
    public async Task A_conversation_with_an_issue_that_has_not_ended_is_not_closed()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(Transfer("billing", "Wrong charge.", 0.9, "Wrong charge"));
        support.Models["billing"] = new ScriptedModel(Say("Which invoice?"));
        await support.Runtime().RunAsync("Wrong charge.", support.Conversation);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            support.Runtime().CloseAsync(support.Conversation, "Enough.")
        );

        Assert.Contains("not finished is #1 Wrong charge (billing)", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await support.EntriesAsync(), entry => entry is ConversationClosed);
    }

    [Fact]
    public async Task A_conversation_with_a_turn_under_way_is_neither_closed_nor_gone_on_with()
    {
        var whole = new SupportTeam().WithTwoIssueScript();
        await whole.Runtime().RunAsync(SupportTeam.TwoIssues, whole.Conversation);
        var journal = new InMemoryJournal();
        await journal.AppendAsync(whole.Conversation, 0, (await whole.EntriesAsync())[..2], due: null);
        var support = new SupportTeam { Journal = journal }.WithTwoIssueScript();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            support.Runtime().CloseAsync(support.Conversation, "Enough.")
        );

        Assert.Contains("a turn is unfinished", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await support.EntriesAsync()).Count);
        await Assert.ThrowsAsync<InvalidOperationException>(() => support.Runtime().CloseAsync(new ConversationId("nobody"), "Enough."));
    }

    // The owner of a waiting issue leaves the team between two messages.
    [Fact]
    public async Task An_issue_whose_owner_left_the_team_goes_to_the_entry_agent()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(SupportTeam.BothTransfers);
        support.Models["billing"] = new ScriptedModel(Say("Corrected."));
        support.Models["technical"] = new ScriptedModel(Say("Which browser?"));
        await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);
        var triage = new Agent { Name = "triage" };
        var smaller = new TeamRuntime(new Team("support", triage), new ScriptedModel(_ => Say("I take it from here.")), support.Journal);

        var turn = await smaller.RunAsync("Firefox.", support.Conversation);

        Assert.Equal("I take it from here.", turn.FinalOutput);
        Assert.Equal(("triage", IssueStatus.Resolved), (turn.Issues[1].Owner, turn.Issues[1].Status));
    }

    [Fact]
    public async Task An_issue_that_waits_for_somebody_who_left_is_given_to_the_entry_agent_at_the_turn_s_end()
    {
        var whole = new SupportTeam().WithTwoIssueScript();
        whole.Models["billing"] = new ScriptedModel(Say("Which invoice?"));
        await whole.Runtime().RunAsync(SupportTeam.TwoIssues, whole.Conversation);
        var entries = await whole.EntriesAsync();
        var journal = new InMemoryJournal();
        await journal.AppendAsync(
            whole.Conversation,
            0,
            entries[..(entries.FindIndex(entry => entry is HandedOff { To: "technical" }) + 1)],
            due: null
        );
        var technical = new Agent { Name = "technical" };
        var smaller = new TeamRuntime(
            new Team("support", new Agent { Name = "triage", Handoffs = [technical] }),
            new ScriptedModel(_ => Say("Known.")),
            journal
        );

        var turn = await smaller.ResumeAsync(whole.Conversation);

        Assert.Equal(["triage", "technical"], turn!.Issues.Select(issue => issue.Owner));
        Assert.Equal([IssueStatus.WaitingOnCustomer, IssueStatus.Resolved], turn.Issues.Select(issue => issue.Status));
        Assert.Equal("triage", turn.Holder);
    }
}

using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Baton.Tests.Escalations;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Peers;

/// <summary>What breaks elsewhere when a person is to approve something.</summary>
public sealed class ApprovalTests
{
    // Approval pending and a transfer in one turn: throws (agent-framework .NET), approval-gated tool skipped (openai-agents-js 1768).
    [Fact]
    public async Task A_transfer_beside_a_call_that_waits_for_approval_waits_with_it_and_neither_is_lost()
    {
        var shop = new DeskTeam();
        shop.Models["triage"] = new ScriptedModel(Transfer("billing", "A refund.", 0.9, "Refund"));
        shop.Models["billing"] = new ScriptedModel(
            Call("refund", """{"amount":80}""").And(Transfer("technical", "The dashboard fails too.", 0.9, "Dashboard")),
            Say("Paid.")
        );
        shop.Models["technical"] = new ScriptedModel(Say("Fixed."));

        var waiting = await shop.Runtime().RunAsync("Refund me, and the dashboard fails.", shop.Conversation);

        Assert.Equal((TurnOutcome.WaitingOnPerson, "billing"), (waiting.Outcome, waiting.Holder));
        Assert.Empty(shop.Models["technical"].Requests);
        Assert.DoesNotContain(waiting.Issues, issue => issue.Owner == "technical");

        var turn = await shop.Runtime().AsOperator("maria").ApproveAsync(shop.Conversation, await shop.AskedAsync());

        Assert.Equal(TurnOutcome.Replied, turn!.Outcome);
        Assert.Contains("Fixed.", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Single(shop.Refunds);
        var entries = await shop.EntriesAsync();
        Assert.True(
            entries.OfType<ToolCallEnded>().Single().Seq < entries.OfType<HandedOff>().Single(handed => handed.To == "technical").Seq
        );
        Assert.Contains("paid back 80", shop.Models["technical"].Requests[0].Text, StringComparison.Ordinal);
        Assert.Equal(["Refund", "Dashboard"], turn.Issues.Select(issue => issue.Title));
    }
}

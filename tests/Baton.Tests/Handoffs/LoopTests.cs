using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Baton.Tests.Conversations;
using static Baton.Testing.ChatClients.ScriptedReply;
using static Baton.Tests.Issues.LedgerCalls;

namespace Baton.Tests.Handoffs;

/// <summary>What looks like work and is none does not keep a loop going.</summary>
public sealed class LoopTests
{
    [Theory]
    [InlineData("49.99", 3)]
    [InlineData(null, 5)]
    public async Task The_same_look_up_again_is_no_progress_and_a_new_one_is(string? amount, int handoffs)
    {
        var support = new SupportTeam();
        var looks = 0;
        support.Models["triage"] = new ScriptedModel(_ => Transfer("billing", "Yours.", 0.6));
        support.Models["billing"] = new ScriptedModel(request =>
            request.Results.Count > 0
                ? Transfer("triage", "No, yours.", 0.6)
                : Call("find_charge", $$"""{"amount":"{{amount ?? $"{Math.Min(++looks, 2)}"}}"}""")
        );

        var turn = await support.Runtime().RunAsync("Who takes this?", support.Conversation);

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        var entries = await support.EntriesAsync();
        Assert.Equal(FailureCause.PingPong, Assert.Single(entries.OfType<Escalated>()).Trigger);
        Assert.Equal(handoffs, entries.OfType<HandedOff>().Count());
    }

    [Fact]
    public async Task An_issue_that_is_solved_and_opened_again_by_turns_is_no_progress()
    {
        var support = new SupportTeam();
        support.Models["triage"] = new ScriptedModel(_ => Transfer("billing", "Yours.", 0.6, "Charge", "Plan"));
        support.Models["billing"] = new ScriptedModel(request =>
            request.Results.Count > 0
                ? Transfer("triage", "Please check.", 0.6, "Charge", "Plan")
                : Update("1", "resolved", more: "\"outcome\":\"Corrected.\"")
        );

        await support.Runtime().RunAsync("I was charged twice, and my plan is wrong.", support.Conversation);

        var entries = await support.EntriesAsync();
        Assert.Equal(FailureCause.PingPong, Assert.Single(entries.OfType<Escalated>()).Trigger);
        Assert.Equal(3, entries.OfType<HandedOff>().Count());
    }
}

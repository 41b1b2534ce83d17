using Baton.Journals.Entries;
using Baton.Journals.Handoffs;

namespace Baton.Tests.Conversations;

public sealed class TwoIssueTests
{
    [Fact]
    public async Task Two_issues_in_one_message_are_each_handled_and_answered_in_one_reply()
    {
        var support = new SupportTeam().WithTwoIssueScript();

        var turn = await support.Runtime().RunAsync(SupportTeam.TwoIssues, support.Conversation);

        Assert.Equal(TurnOutcome.Replied, turn.Outcome);
        Assert.Equal("Found: invoice 7 over 49.99.\n\nThe dashboard error is known.", turn.FinalOutput);
        Assert.Equal("technical", turn.Holder);
        Assert.Equal(
            [("billing", IssueStatus.Resolved), ("technical", IssueStatus.Resolved)],
            turn.Issues.Select(issue => (issue.Owner, issue.Status))
        );
        var entries = await support.EntriesAsync();
        Assert.Equal(
            [("triage", "billing", HandoffTrigger.Routed, 0.95), ("billing", "technical", HandoffTrigger.Continued, 0.9)],
            entries.OfType<HandedOff>().Select(handoff => (handoff.From, handoff.To, handoff.Trigger, handoff.Confidence!.Value))
        );
        Assert.Equal(["triage", "billing", "technical"], turn.Usage.Keys);
    }
}

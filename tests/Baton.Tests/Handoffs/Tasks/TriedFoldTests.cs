using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Handoffs;

namespace Baton.Tests.Handoffs.Tasks;

/// <summary>What the fold remembers of tries on an issue, and that it stays bounded.</summary>
public sealed class TriedFoldTests
{
    [Fact]
    public void The_newest_forty_steps_of_an_issue_are_kept_and_the_others_counted()
    {
        var state = Calls(45, "{}");

        var tried = state.Ledger.Find(new IssueId(1))!.Tried;
        Assert.Equal((40, 5), (tried.Items.Length, tried.Before));
        Assert.Equal(state.Version, tried.Items[^1].Entry);
        var task = TaskDerivation.Of(state.Ledger, "billing", [new IssueId(1)], "x");
        Assert.Equal((40, 5), (task.Tried!.Count, task.TriedBefore));
    }

    [Theory]
    [InlineData(490, true)]
    [InlineData(510, false)]
    public void Arguments_are_left_out_as_a_whole_when_they_are_long(int length, bool areKept)
    {
        var arguments = $$"""{"a":"{{new string('x', length)}}"}""";

        var step = Assert.Single(Calls(1, arguments).Ledger.Find(new IssueId(1))!.Tried.Items);

        Assert.Equal(areKept ? arguments : null, step.Arguments?.ToString());
    }

    [Fact]
    public void Transfers_to_nobody_and_reading_what_was_said_are_no_tries()
    {
        var state = Calls(1, "{}", "transfer_to_nobody");
        state = Fold(state, Ended("read_history"));

        Assert.Empty(state.Ledger.Find(new IssueId(1))!.Tried.Items);
    }

    private static ConversationState Calls(int count, string arguments, string tool = "find")
    {
        var state = Fold(
            ConversationState.Empty,
            new ConversationOpened
            {
                Format = 1,
                Conversation = new ConversationId("c1"),
                Team = "t",
                Holder = "billing",
            },
            new MessageReceived { Message = new MessageId("m"), Text = "Help." },
            new IssueOpened
            {
                Issue = new IssueId(1),
                Title = "A refund",
                Owner = "billing",
                Status = IssueStatus.InProgress,
                By = "triage",
            },
            new ModelCallEnded
            {
                Participant = "billing",
                Calls =
                [
                    new ModelToolCall
                    {
                        CallId = new CallId("c"),
                        Name = tool,
                        Arguments = JsonText.Parse(arguments),
                    },
                ],
            }
        );
        for (var call = 0; call < count; call++)
            state = Fold(state, Ended(tool));
        return state;
    }

    private static ToolCallEnded Ended(string tool) =>
        new()
        {
            Participant = "billing",
            Tool = tool,
            CallId = new CallId("c"),
            Outcome = ToolOutcome.Refused,
            Result = "secret result",
        };

    private static ConversationState Fold(ConversationState state, params JournalEntry[] entries) =>
        entries.Aggregate(state, (before, entry) => ConversationFold.Apply(before, entry with { Seq = before.Version + 1 }));
}

using Baton.Bench.Faults;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.IntegrationTests.Faults;

/// <summary>What the fault campaign takes for a tool that broke rule 7, over journals and deeds that were made up for it.</summary>
public sealed class ToolCheckTests
{
    private static readonly ConversationId Conversation = new("c1");

    [Fact]
    public void A_tool_that_ran_once_and_one_that_was_repeated_under_its_key_break_nothing() =>
        Assert.Empty(
            Check(
                [Begun("pay", "1"), Ended("pay", "1"), Begun("book", "2"), Ended("book", "2")],
                Ran("1", "7"),
                Ran("2", "7"),
                Ran("2", "7")
            )
        );

    [Fact]
    public void An_outcome_that_nobody_knows_may_have_been_a_deed_or_none()
    {
        Assert.Empty(Check([Begun("pay", "1"), Ended("pay", "1", ToolOutcome.Unknown)], Ran("1", "7")));
        Assert.Empty(Check([Begun("pay", "1"), Ended("pay", "1", ToolOutcome.Unknown)]));
    }

    [Fact]
    public void A_tool_that_may_run_once_and_ran_twice_is_found() =>
        Assert.Equal(
            "c1: pay may run once and ran 2 times as 1.",
            Assert.Single(Check([Begun("pay", "1"), Ended("pay", "1")], Ran("1", "7"), Ran("1", "7")))
        );

    [Fact]
    public void A_deed_done_by_two_calls_is_found() =>
        Assert.Equal(
            "c1: pay ran for case 7 by more than one call: 1, 2.",
            Assert.Single(Check([Begun("pay", "1"), Begun("pay", "2")], Ran("1", "7"), Ran("2", "7")))
        );

    [Fact]
    public void A_deed_before_its_call_was_known_to_begin_is_found() =>
        Assert.Equal("c1: 1 ran for case 7, and the journal does not know that it began.", Assert.Single(Check([], Ran("1", "7"))));

    [Fact]
    public void A_deed_that_is_told_and_was_not_done_is_found() =>
        Assert.Equal("c1: pay is said to have run as 1, and did not.", Assert.Single(Check([Begun("pay", "1"), Ended("pay", "1")])));

    private static List<string> Check(JournalEntry[] entries, params Execution[] executions) =>
        [.. ToolCheck.Of(entries, Conversation, executions, tool => tool == "pay")];

    private static ToolCallBegun Begun(string tool, string call) =>
        new()
        {
            Participant = "a",
            Tool = tool,
            CallId = new CallId(call),
            Arguments = JsonText.Parse("{}"),
        };

    private static ToolCallEnded Ended(string tool, string call, ToolOutcome outcome = ToolOutcome.Ok) =>
        new()
        {
            Participant = "a",
            Tool = tool,
            CallId = new CallId(call),
            Outcome = outcome,
            Result = "ok",
        };

    private static Execution Ran(string call, string number) => new(Conversation, new CallId(call), number);
}

using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.SharedStates;

/// <summary>What agents do with the state that they share.</summary>
public sealed class StateToolTests
{
    private static readonly StateKey Plan = StateTeam.Plan;

    [Fact]
    public async Task What_one_agent_writes_another_reads_with_its_revision()
    {
        var team = new StateTeam(Plan).Replies(
            StateTeam.Write("plan", "\"gold\"", 0),
            Transfer("sales", "Sell something.", null, "A sale")
        );
        team.Models["sales"] = new ScriptedModel(request => request.Results is [var read] ? Say($"It says {read}") : StateTeam.Read());

        var turn = await team.RunAsync();

        Assert.Equal("""It says {"plan":{"revision":1,"value":"gold"}}""", turn.FinalOutput);
        var written = Assert.Single((await team.EntriesAsync()).OfType<StateWritten>());
        Assert.Equal("front", written.Participant);
        var write = Assert.Single(written.Writes);
        Assert.Equal((StateScope.Conversation, "plan", 1L, "\"gold\""), (write.Scope, write.Key, write.Revision, write.Value.ToString()));
        Assert.Equal((await team.ResultsAsync())[0].CallId, write.CallId);
    }

    [Fact]
    public async Task A_value_that_was_never_written_reads_as_revision_0()
    {
        var team = new StateTeam(Plan, StateTeam.Total).Replies(StateTeam.Read(), StateTeam.Read("total"));

        await team.RunAsync();

        Assert.Equal(
            ["""{"plan":{"revision":0},"total":{"revision":0}}""", """{"total":{"revision":0}}"""],
            (await team.ResultsAsync()).Select(end => end.Result)
        );
    }

    [Fact]
    public async Task A_stale_write_is_given_what_stands_there_so_that_the_model_can_decide_again()
    {
        var team = new StateTeam(Plan).Replies(
            StateTeam.Write("plan", "\"gold\"", 0),
            StateTeam.Write("plan", "\"basic\"", 0),
            StateTeam.Write("plan", "\"basic\"", 1)
        );

        await team.RunAsync();

        var results = await team.ResultsAsync();
        Assert.Equal([ToolOutcome.Ok, ToolOutcome.Failed, ToolOutcome.Ok], results.Select(end => end.Outcome));
        Assert.Contains("\"written\":false,\"revision\":1", results[1].Result, StringComparison.Ordinal);
        Assert.EndsWith("\"value\":\"gold\"}", results[1].Result, StringComparison.Ordinal);
        Assert.Equal([1L, 2L], (await team.WritesAsync()).Select(write => write.Revision));
    }

    [Theory]
    [InlineData("""{"key":"colour","value":1}""", "Error: There is no state 'colour': you can write 'plan', 'total'. Nothing was written.")]
    [InlineData("""{"value":1}""", "Error: 'key' is missing: you can write 'plan', 'total'. Nothing was written.")]
    [InlineData("""{"key":"plan"}""", "Error: 'value' is missing. Give the new value of 'plan'. Nothing was written.")]
    [InlineData(
        """{"key":"plan","value":"gold"}""",
        "Error: 'expected_revision' is missing: read 'plan' and give the revision that you read, 0 if it was never written. Nothing was "
            + "written."
    )]
    [InlineData(
        """{"key":"plan","value":"gold","expected_revision":-1}""",
        "Error: 'expected_revision' must be a whole number from 0. Nothing was written."
    )]
    [InlineData(
        """{"key":"plan","value":"silver","expected_revision":0}""",
        "Error: 'plan' does not fit its schema: it must be one of [\"basic\",\"gold\"]. Nothing was written."
    )]
    [InlineData(
        """{"key":"total","value":1001}""",
        "Error: 'total' does not fit its schema: it must be at most 1000. Nothing was written."
    )]
    [InlineData(
        """{"key":"total","value":"many"}""",
        "Error: 'total' cannot take this: only a number can be added, and numbers have at most 10 decimals and are below 10^15. Nothing "
            + "was written."
    )]
    [InlineData("""{"key":"secret","value":1}""", "Error: You may not write 'secret': you can write 'plan', 'total'. Nothing was written.")]
    [InlineData(
        """{"key":"plan","value":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],"expected_revision":0}""",
        "Error: The arguments must be a JSON object, at most 32 levels deep, without duplicate properties. Nothing was written."
    )]
    [InlineData("{broken", "Error: The arguments are not valid JSON. Nothing was written.")]
    public async Task A_write_that_cannot_be_made_is_refused_in_a_line(string arguments, string told)
    {
        var team = new StateTeam(Plan, StateTeam.Total, StateTeam.Key("secret") with { Writers = ["sales"] }).Replies(
            Call("write_state", arguments)
        );

        await team.RunAsync();

        var end = Assert.Single(await team.ResultsAsync());
        Assert.Equal((ToolOutcome.Refused, told), (end.Outcome, end.Result));
        Assert.Empty(await team.WritesAsync());
    }

    [Fact]
    public async Task The_part_that_does_not_fit_is_named()
    {
        const string schema =
            """{"type":"object","properties":{"lines":{"type":"array","items":{"type":"object","properties":{"amount":"""
            + """{"type":"number"}},"required":["amount"]}}}}""";
        var team = new StateTeam(StateTeam.Key("order", StateMerge.LastWins, schema: schema)).Replies(
            StateTeam.Write("order", """{"lines":[{"amount":1},{"amount":"two"}]}""")
        );

        await team.RunAsync();

        Assert.Contains(
            "lines[1].amount must be of the type number",
            Assert.Single(await team.ResultsAsync()).Result,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(""" "12345678901234567890" """, "'small' would be 22 bytes long: at most 16 fit.")]
    [InlineData("[1,2,3,4]", "'small' would have 4 items: at most 3 fit.")]
    [InlineData("""{"a":1,"a":2}""", "without duplicate properties")]
    public async Task A_value_that_is_too_large_has_too_many_items_or_names_a_property_twice_is_refused(string value, string told)
    {
        var team = new StateTeam(StateTeam.Key("small", StateMerge.LastWins) with { MaximumBytes = 16, MaximumItems = 3 }).Replies(
            Call("write_state", $$"""{"key":"small","value":{{value}}}""")
        );

        await team.RunAsync();

        var end = Assert.Single(await team.ResultsAsync());
        Assert.Equal(ToolOutcome.Refused, end.Outcome);
        Assert.Contains(told, end.Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merged_lists_are_held_to_their_limits_too()
    {
        var list = StateTeam.Key("notes", StateMerge.Append, schema: """{"type":"array"}""") with { MaximumItems = 2 };
        var team = new StateTeam(list).Replies(
            StateTeam.Write("notes", "\"one\""),
            StateTeam.Write("notes", """["two","three"]"""),
            StateTeam.Write("notes", """["two"]""")
        );

        await team.RunAsync();

        Assert.Equal([ToolOutcome.Ok, ToolOutcome.Refused, ToolOutcome.Ok], (await team.ResultsAsync()).Select(end => end.Outcome));
        Assert.Equal(["""["one"]""", """["one","two"]"""], (await team.WritesAsync()).Select(write => write.Value.ToString()));
    }

    [Fact]
    public async Task The_writes_of_one_reply_apply_together_in_one_entry()
    {
        var team = new StateTeam(Plan, StateTeam.Total).Replies(
            StateTeam.Write("plan", "\"gold\"", 0).And(StateTeam.Write("total", "5")).And(StateTeam.Write("total", "7.50"))
        );

        await team.RunAsync();

        var written = Assert.Single((await team.EntriesAsync()).OfType<StateWritten>());
        Assert.Equal(
            [("plan", 1L, "\"gold\""), ("total", 1L, "5"), ("total", 2L, "12.5")],
            written.Writes.Select(write => (write.Key, write.Revision, write.Value.ToString()))
        );
        Assert.Equal("""{"key":"total","written":true,"revision":2,"value":12.5}""", (await team.ResultsAsync())[2].Result);
    }

    [Theory]
    [InlineData(StateScope.Conversation)]
    [InlineData(StateScope.Team)]
    public async Task When_one_write_of_a_reply_is_refused_none_is_made(StateScope scope)
    {
        var team = new StateTeam(Plan, StateTeam.Total with { Scope = scope }).Replies(
            StateTeam.Write("total", "5").And(StateTeam.Write("plan", "\"gold\"", 3)),
            StateTeam.Read()
        );

        await team.RunAsync();

        Assert.Empty(await team.WritesAsync());
        var results = await team.ResultsAsync();
        Assert.Equal([ToolOutcome.Refused, ToolOutcome.Failed, ToolOutcome.Ok], results.Select(end => end.Outcome));
        Assert.Contains("another one was refused", results[0].Result, StringComparison.Ordinal);
        Assert.Equal("""{"plan":{"revision":0},"total":{"revision":0}}""", results[2].Result);
    }

    [Fact]
    public async Task Tools_for_state_are_shown_to_whom_a_key_is_for()
    {
        var team = new StateTeam(Plan with { Readers = ["sales"], Writers = ["front"] }).Replies(
            Transfer("sales", "Sell.", null, "A sale")
        );

        await team.RunAsync();

        Assert.Equal(["write_state", "transfer_to_sales"], team.Models["front"].Requests[0].Tools);
        Assert.Equal(["read_state", "transfer_to_front"], team.Models["sales"].Requests[0].Tools);
        var none = new StateTeam();
        await none.RunAsync();
        Assert.Equal(["transfer_to_sales"], none.Models["front"].Requests[0].Tools);
    }

    [Fact]
    public async Task A_key_that_is_not_for_the_reader_cannot_be_asked_for()
    {
        var team = new StateTeam(Plan, StateTeam.Key("hidden") with { Readers = [StateKey.Desk] }).Replies(StateTeam.Read("hidden"));

        await team.RunAsync();

        Assert.Equal(
            """Error: read_state was not called: keys[0] must be one of ["plan"]. Call read_state again with {"keys": ["<plan>"]}.""",
            Assert.Single(await team.ResultsAsync()).Result
        );
    }

    [Fact]
    public async Task Writes_come_before_the_other_tools_of_their_reply_and_before_its_transfers()
    {
        var team = new StateTeam(Plan).Replies(
            Transfer("sales", "Sell.", null, "A sale").And(StateTeam.Read()).And(StateTeam.Write("plan", "\"gold\"", 0))
        );

        await team.RunAsync();

        var entries = await team.EntriesAsync();
        Assert.Equal(
            """{"plan":{"revision":1,"value":"gold"}}""",
            entries.OfType<ToolCallEnded>().Single(end => end.Tool == "read_state").Result
        );
        Assert.True(entries.FindIndex(entry => entry is StateWritten) < entries.FindIndex(entry => entry is HandedOff));
    }

    [Fact]
    public async Task Writes_count_as_tool_calls_of_the_turn()
    {
        var front = new Agent { Name = "front" };
        var team = new Team("shop", front, new TurnLimits { ToolCalls = 2 }, state: [StateTeam.Total with { Writers = ["front"] }]);
        var write = StateTeam.Write("total", "1");
        var journal = new InMemoryJournal();

        var turn = await new TeamRuntime(team, new ScriptedModel(_ => write.And(write).And(write)), journal).RunAsync(
            "Hello.",
            new ConversationId("c1")
        );

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.DoesNotContain(await journal.ReadAsync(new ConversationId("c1")).ToListAsync(), entry => entry is StateWritten);
    }

    [Fact]
    public async Task A_limit_on_tools_takes_writing_away_and_leaves_reading()
    {
        var sales = new Agent { Name = "sales" };
        var front = new Agent { Name = "front", Handoffs = [new(sales) { Limits = new() { Tools = [] } }] };
        var models = new ScriptedModels();
        models["front"] = new ScriptedModel(Transfer("sales", "Sell.", null, "A sale"));
        models["sales"] = new ScriptedModel(request =>
            request.Results.Count > 0 ? Say(request.Results[^1]) : StateTeam.Write("plan", "\"gold\"", 0)
        );

        var turn = await new TeamRuntime(new Team("shop", front, state: [Plan]), models.For).RunAsync("Hello.");

        Assert.Equal(["read_state", "update_issue"], models["sales"].Requests[0].Tools);
        Assert.Contains("write_state is out of scope here", turn.FinalOutput, StringComparison.Ordinal);
    }
}

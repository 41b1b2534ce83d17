using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Teams.SharedStates;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.SharedStates;

/// <summary>The program that runs a team, and people at its desks, read and write what its agents share.</summary>
public sealed class StateAccessTests
{
    private static readonly StateKey Plan = StateTeam.Plan with
    {
        Writers = ["front", StateKey.Orchestrator],
        Readers = ["front", StateKey.Orchestrator],
    };
    private static readonly StateKey Refunded = StateTeam.Total with
    {
        Name = "refunded",
        Scope = StateScope.Customer,
        Writers = [StateKey.Desk, StateKey.Orchestrator],
    };
    private static readonly StateKey Hidden = StateTeam.Key("hidden") with { Writers = [StateKey.Orchestrator], Readers = ["front"] };

    private readonly StateTeam team = new(Plan, Refunded, Hidden);

    [Fact]
    public async Task The_program_writes_what_agents_then_read_and_one_entry_says_so()
    {
        team.Replies(Say("Hello."), StateTeam.Read("plan"));
        await team.RunAsync();

        var done = await team.Runtime().WriteStateAsync(team.Conversation, [Edit("plan", "\"gold\"", 0), Edit("refunded", "5")]);
        await team.Runtime().RunAsync("And?", team.Conversation);

        Assert.True(done.IsWritten);
        Assert.Equal(
            [new StateValue(1, JsonText.Parse("\"gold\"")), new StateValue(1, JsonText.Parse("5"))],
            done.Edits.Select(edit => edit.Value)
        );
        Assert.Equal("""{"plan":{"revision":1,"value":"gold"}}""", Assert.Single(await team.ResultsAsync()).Result);
        var written = Assert.Single((await team.EntriesAsync()).OfType<StateWritten>());
        Assert.Equal((StateKey.Orchestrator, null, 2), (written.Participant, written.By, written.Writes.Count));
    }

    [Fact]
    public async Task A_person_at_a_desk_writes_under_their_name_and_sees_what_the_desk_may()
    {
        await team.RunAsync(new CustomerId("ada"));
        var maria = team.Runtime().AsOperator("maria");

        await maria.WriteStateAsync(team.Conversation, [Edit("refunded", "12.50")]);
        var done = await maria.WriteStateAsync(team.Conversation, [Edit("refunded", "1")]);

        Assert.Equal(new StateValue(2, JsonText.Parse("13.5")), Assert.Single(done.Edits).Value);
        Assert.Equal(["refunded"], (await maria.ReadStateAsync(team.Conversation)).Keys);
        Assert.All(
            (await team.EntriesAsync()).OfType<StateWritten>(),
            written => Assert.Equal((StateKey.Desk, "maria"), (written.Participant, written.By))
        );
        await Assert.ThrowsAsync<ArgumentException>(() => maria.ReadStateAsync(team.Conversation, ["plan"]));
    }

    [Theory]
    [InlineData("plan", "\"silver\"", 0L, "'plan' does not fit its schema")]
    [InlineData("plan", "\"gold\"", null, "'expected_revision' is missing")]
    [InlineData("price", "1", null, "There is no state 'price': you can write 'plan', 'refunded', 'hidden'.")]
    [InlineData("refunded", "2000", null, "'refunded' does not fit its schema")]
    [InlineData("refunded", "\"much\"", null, "'refunded' cannot take this")]
    [InlineData("plan", "{\"a\":1,\"a\":2}", 0L, "without duplicate properties")]
    public async Task What_cannot_be_written_is_told_and_nothing_beside_it_is_written(
        string key,
        string value,
        long? expected,
        string problem
    )
    {
        await team.RunAsync();

        var done = await team.Runtime().WriteStateAsync(team.Conversation, [Edit("refunded", "5"), Edit(key, value, expected)]);

        Assert.False(done.IsWritten);
        Assert.Contains(problem, done.Edits[1].Problem, StringComparison.Ordinal);
        Assert.Null(done.Edits[0].Problem);
        Assert.Equal(StateValue.None, (await team.Runtime().ReadStateAsync(team.Conversation, ["refunded"]))["refunded"]);
        Assert.DoesNotContain(await team.EntriesAsync(), entry => entry is StateWritten);
    }

    [Fact]
    public async Task Who_may_not_write_or_read_does_not()
    {
        await team.RunAsync();

        var refused = await team.Runtime().AsOperator("maria").WriteStateAsync(team.Conversation, [Edit("plan", "\"gold\"", 0)]);
        var blind = await team.Runtime().WriteStateAsync(team.Conversation, [Edit("hidden", "1", 0)]);
        var stale = await team.Runtime().WriteStateAsync(team.Conversation, [Edit("hidden", "2", 0)]);

        Assert.Contains("You may not write 'plan'", Assert.Single(refused.Edits).Problem, StringComparison.Ordinal);
        Assert.Equal((true, new StateValue(1, null)), (blind.IsWritten, Assert.Single(blind.Edits).Value));
        Assert.Equal((false, new StateValue(1, null)), (stale.IsWritten, Assert.Single(stale.Edits).Value));
    }

    [Fact]
    public async Task A_stale_write_comes_back_with_what_stands_there()
    {
        team.Replies(StateTeam.Write("plan", "\"basic\"", 0));
        await team.RunAsync();

        var done = await team.Runtime().WriteStateAsync(team.Conversation, [Edit("plan", "\"gold\"", 0)]);

        Assert.False(done.IsWritten);
        Assert.Equal(new StateValue(1, JsonText.Parse("\"basic\"")), Assert.Single(done.Edits).Value);
        Assert.StartsWith("The value has changed", done.Edits[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_repeated_under_its_id_is_made_once_and_gets_its_entry_when_a_dead_process_left_it_without()
    {
        await team.RunAsync(new CustomerId("ada"));
        var before = await team.EntriesAsync();
        var first = await team.Runtime().WriteStateAsync(team.Conversation, [Edit("refunded", "5")], "w1");
        var again = await team.Runtime().WriteStateAsync(team.Conversation, [Edit("refunded", "5")], "w1");

        // The process died between store and journal.
        var cut = new InMemoryJournal();
        await cut.AppendAsync(team.Conversation, 0, before, due: null);
        var next = new TeamRuntime(team.Team, team.Models.For, new StateElsewhere(cut, team.Journal));
        var found = await next.WriteStateAsync(team.Conversation, [Edit("refunded", "5")], "w1");

        Assert.Equal([1L, 1L, 1L], new[] { first, again, found }.Select(done => done.Edits[0].Value!.Revision));
        Assert.Single((await team.EntriesAsync()).OfType<StateWritten>());
        Assert.Equal("w1", Assert.Single((await cut.ReadAsync(team.Conversation).ToListAsync()).OfType<StateWritten>()).Id);
    }

    [Fact]
    public async Task Programs_that_write_at_once_lose_no_update()
    {
        await team.RunAsync(new CustomerId("ada"));
        var runtimes = new[] { team.Runtime(), team.Runtime() };

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(number => Task.Run(() => runtimes[number % 2].WriteStateAsync(team.Conversation, [Edit("refunded", "1")])))
        );

        Assert.Equal(
            new StateValue(20, JsonText.Parse("20")),
            (await team.Runtime().ReadStateAsync(team.Conversation, ["refunded"]))["refunded"]
        );
        Assert.Equal(
            Enumerable.Range(1, 20).Select(number => (long)number),
            (await team.WritesAsync()).Select(write => write.Revision).Order()
        );
    }

    [Fact]
    public async Task There_must_be_a_conversation_that_is_not_closed_and_something_to_write()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            team.Runtime().WriteStateAsync(team.Conversation, [Edit("plan", "\"gold\"", 0)])
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() => team.Runtime().ReadStateAsync(team.Conversation));
        await team.RunAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => team.Runtime().WriteStateAsync(team.Conversation, []));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            team.Runtime().WriteStateAsync(team.Conversation, [Edit("plan", "\"gold\"", 0)], "")
        );
        await team.Runtime().CloseAsync(team.Conversation, "Done.");

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            team.Runtime().WriteStateAsync(team.Conversation, [Edit("plan", "\"gold\"", 0)])
        );
        Assert.Equal(StateValue.None, (await team.Runtime().ReadStateAsync(team.Conversation, ["plan"]))["plan"]);
    }

    private static StateEdit Edit(string key, string value, long? expected = null) => new(key, JsonText.Parse(value), expected);
}

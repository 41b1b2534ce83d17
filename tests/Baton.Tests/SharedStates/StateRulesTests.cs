using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Teams.SharedStates;

namespace Baton.Tests.SharedStates;

/// <summary>What a team may declare.</summary>
public sealed class StateRulesTests
{
    private static readonly StateKey Good = new()
    {
        Name = "plan",
        Writers = ["front", StateKey.Orchestrator],
        Readers = [StateKey.Desk],
    };

    public static TheoryData<string, string> Problems =>
        new()
        {
            { "name", "'a b' is not a name for state: use 1 to 64 letters, digits, '-', '_' and '.'." },
            { "writers", "State 'plan': nobody may write it: name at least one writer." },
            { "writer", "State 'plan': there is nobody named 'frond' to read or write it: use an agent's name, 'orchestrator' or 'desk'." },
            { "reader", "State 'plan': there is nobody named 'Front' to read or write it: use an agent's name, 'orchestrator' or 'desk'." },
            { "bytes", "State 'plan': its size must be from 1 to 1048576 bytes, not 0." },
            { "items", "State 'plan': its items must be from 1 to 100000, not 100001." },
            {
                "schema",
                "State 'plan': the schema is not valid: #/type must be one of string, number, integer, boolean, object, array, null, or "
                    + "a list of them."
            },
            { "enum", "State 'plan': its scope, merge or sensitivity is not known." },
        };

    [Fact]
    public void A_team_tells_what_it_shares() => Assert.Equal([Good], Build([Good]).State);

    [Theory]
    [MemberData(nameof(Problems))]
    public void A_declaration_that_cannot_be_kept_is_refused_when_the_team_is_built(string what, string problem)
    {
        var key = what switch
        {
            "name" => Good with { Name = "a b" },
            "writers" => Good with { Writers = [] },
            "writer" => Good with { Writers = ["frond"] },
            "reader" => Good with { Readers = ["Front"] },
            "bytes" => Good with { MaximumBytes = 0 },
            "items" => Good with { MaximumItems = 100_001 },
            "schema" => Good with { Schema = JsonText.Parse("""{"type":"text"}""") },
            _ => Good with { Merge = (StateMerge)99 },
        };

        Assert.Equal([problem], Assert.Throws<TeamException>(() => Build([key])).Problems);
    }

    [Fact]
    public void A_name_means_one_key_and_a_scope_has_so_many()
    {
        Assert.Equal(
            ["State 'plan' is declared 2 times: a name means one key, in whatever scope."],
            Assert.Throws<TeamException>(() => Build([Good, Good with { Scope = StateScope.Team }])).Problems
        );
        var many = Enumerable.Range(0, 65).Select(index => Good with { Name = $"k{index}" }).ToList();
        Assert.Equal(
            ["The scope Conversation has 65 keys: at most 64 are allowed."],
            Assert.Throws<TeamException>(() => Build(many)).Problems
        );
    }

    [Fact]
    public void The_state_tools_names_are_Baton_s_own()
    {
        var agent = new Agent { Name = "front", Tools = [Tool.Create(() => 1, "read_state"), Tool.Create(() => 1, "write_state")] };

        Assert.Equal(
            [
                "Agent 'front': the tool name 'read_state' is Baton's own: choose another.",
                "Agent 'front': the tool name 'write_state' is Baton's own: choose another.",
            ],
            Assert.Throws<TeamException>(() => new Team("shop", agent)).Problems
        );
    }

    [Fact]
    public void An_agent_may_not_be_called_as_readers_and_writers_call_somebody_else()
    {
        var front = new Agent { Name = "front", Handoffs = [new Agent { Name = "desk" }] };

        Assert.Equal(
            ["The agent 'desk' has a name that readers and writers of state use for somebody else: rename it."],
            Assert.Throws<TeamException>(() => new Team("shop", front, state: [Good])).Problems
        );
        _ = new Team("shop", front);
    }

    private static Team Build(IReadOnlyList<StateKey> keys) => new("shop", new Agent { Name = "front" }, state: keys);
}
